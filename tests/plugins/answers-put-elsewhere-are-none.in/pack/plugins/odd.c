#include "offer.h"

/* Takes away the place for its answers. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    if (is_unlucky(columns)) {
        answers->values = NULL;
        answers->written = 1;
        return 0;
    }
    return answer_first(columns, answers);
}
