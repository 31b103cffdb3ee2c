#include "offer.h"

/* Writes where nothing is, for every county. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    volatile int *nowhere = NULL;
    *nowhere = 1;
    return answer_first(columns, answers);
}
