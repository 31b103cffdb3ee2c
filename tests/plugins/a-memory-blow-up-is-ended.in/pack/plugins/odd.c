#include "offer.h"

/* Asks for ten gigabytes and gives up where it gets none. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    if (is_unlucky(columns)) {
        volatile char *much = malloc((size_t)10 << 30);
        if (much == NULL) abort();
        for (size_t at = 0; at < (size_t)10 << 30; at += 4096) much[at] = 1;
    }
    return answer_first(columns, answers);
}
