/* 示例插件：一组数最大与最小之差。改成你要的函数，测试也一起改。
 * An example: the greatest of a group less the least. Change it to what you need, and its test with it. */
#include "junheng_plugin.h"

int32_t spread(const jh_column *columns, uint64_t count, jh_answers *answers) {
    const jh_column *value = &columns[0];
    double least, greatest;
    uint64_t at;
    (void)count;
    answers->written = 1;
    if (value->length < 2) {
        answers->reasons[0] = 1; /* 第一条理由 / the first reason */
        return 0;
    }
    least = greatest = value->values[0];
    for (at = 1; at < value->length; at++) {
        if (value->values[at] < least) least = value->values[at];
        if (value->values[at] > greatest) greatest = value->values[at];
    }
    answers->values[0] = greatest - least;
    return 0;
}

static const jh_parameter PARAMETERS[] = {{JH_TEXT("value"), JH_TEXT("any"), JH_NUMBER, 0}};
static const jh_text REASONS[] = {JH_TEXT("只有一个值，谈不上差 / one value has no spread")};

static const jh_function FUNCTIONS[] = {{
    JH_TEXT("spread"),
    JH_TEXT("一组数最大与最小之差，单位不变。\n公式：max − min"),
    JH_TEXT("The greatest of a group less the least, in the same unit.\nFormula: max − min"),
    JH_TEXT("first"),
    JH_AGGREGATE,
    JH_MISSING_DECIDES,
    PARAMETERS,
    1,
    REASONS,
    1,
    spread,
}};

static const jh_plugin PLUGIN = {
    sizeof(jh_plugin), JH_ABI, JH_TEXT("PLUGIN_ID"), JH_TEXT("0.1.0"), FUNCTIONS, 1, sizeof(jh_function),
};

JH_EXPORT uint32_t jh_plugin_abi(void) { return JH_ABI; }

JH_EXPORT const jh_plugin *jh_plugin_entry(void) { return &PLUGIN; }
