#include "offer.h"

/* Says why it cannot go on. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    if (is_unlucky(columns)) {
        const char why[] = "名册里没有这个县";
        for (uint64_t at = 0; at < sizeof(why) - 1 && at < answers->message_capacity; at++) answers->message[at] = why[at];
        answers->message_length = sizeof(why) - 1;
        return 1;
    }
    return answer_first(columns, answers);
}
