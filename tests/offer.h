/* What the plugins of these pages have in common: one aggregate `odd` of one column, whose code is `act`. A page's
 * plugin says before it includes this what else of its description is odd. */
#include "junheng_plugin.h"

#include <stdlib.h>

#ifndef OFFER_ABI
#define OFFER_ABI JH_ABI
#endif
#ifndef OFFER_NAME
#define OFFER_NAME "odd"
#endif
#ifndef OFFER_UNIT
#define OFFER_UNIT ""
#endif

int32_t act(const jh_column *columns, jh_answers *answers);

/* The county these plugins go wrong over has a school with 13 books. */
static inline int is_unlucky(const jh_column *columns) { return columns[0].values[0] == 13.0; }

/* The first value: what they answer elsewhere. */
static inline int32_t answer_first(const jh_column *columns, jh_answers *answers) {
    answers->values[0] = columns[0].values[0];
    answers->written = 1;
    return 0;
}

static int32_t odd(const jh_column *columns, uint64_t count, jh_answers *answers) {
    (void)count;
    return act(columns, answers);
}

static const jh_parameter PARAMETERS[] = {{JH_TEXT("value"), JH_TEXT(OFFER_UNIT), JH_NUMBER, 0}};

static const jh_function FUNCTIONS[] = {{JH_TEXT(OFFER_NAME), JH_TEXT(""), JH_TEXT(""), JH_TEXT(""), JH_AGGREGATE,
                                         JH_MISSING_DECIDES, PARAMETERS, 1, NULL, 0, odd}};

static const jh_plugin PLUGIN = {sizeof(jh_plugin), OFFER_ABI, JH_TEXT("odd"), JH_TEXT("1.0.0"),
                                 FUNCTIONS,         1,         sizeof(jh_function)};

JH_EXPORT uint32_t jh_plugin_abi(void) { return OFFER_ABI; }

#ifndef OFFER_NO_ENTRY
JH_EXPORT const jh_plugin *jh_plugin_entry(void) {
#ifdef OFFER_NULL
    return NULL;
#else
    return &PLUGIN;
#endif
}
#endif
