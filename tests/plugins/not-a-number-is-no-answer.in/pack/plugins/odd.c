#include "offer.h"

/* Divides nothing by nothing. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    if (is_unlucky(columns)) {
        answers->values[0] = 0.0 / (columns[0].values[0] - 13.0);
        answers->written = 1;
        return 0;
    }
    return answer_first(columns, answers);
}
