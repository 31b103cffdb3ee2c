#include "offer.h"

/* Changes what it was given to read. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    if (is_unlucky(columns)) ((double *)columns[0].values)[0] = 99.0;
    return answer_first(columns, answers);
}
