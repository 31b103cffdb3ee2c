#include "offer.h"

/* Is never called. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    exit(3);
    return answer_first(columns, answers);
}
