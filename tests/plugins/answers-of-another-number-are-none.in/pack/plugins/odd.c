#include "offer.h"

/* Claims to have given three. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    if (is_unlucky(columns)) {
        answers->written = 3;
        return 0;
    }
    return answer_first(columns, answers);
}
