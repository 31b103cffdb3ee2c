#include "offer.h"

/* Counts its calls, and adds their number. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    static double calls = 0.0;
    answers->values[0] = columns[0].values[0] + calls;
    answers->written = 1;
    calls += 1.0;
    return 0;
}
