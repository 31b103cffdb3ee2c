#include "offer.h"

/* Writes where nothing is. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    volatile int *nowhere = NULL;
    if (is_unlucky(columns)) *nowhere = 1;
    return answer_first(columns, answers);
}
