#include "offer.h"

/* Never comes back. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    volatile int on = 1;
    while (is_unlucky(columns) && on) {
    }
    return answer_first(columns, answers);
}
