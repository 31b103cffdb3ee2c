#define OFFER_NAME "median"
#include "offer.h"

/* Is never called. */
int32_t act(const jh_column *columns, jh_answers *answers) {
    return answer_first(columns, answers);
}
