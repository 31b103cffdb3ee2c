/* 直接调用函数，核对结果 / calls the function and checks what it gives */
#include <stdio.h>
#include "plugin.c"

static int check(int holds, const char *what) {
    if (!holds) printf("failed: %s\n", what);
    return holds ? 0 : 1;
}

int main(void) {
    const double three[] = {40.0, 55.0, 45.0};
    double number = 0.0;
    uint8_t reason = 0;
    jh_column column = {three, NULL, 3};
    jh_answers answers = {&number, &reason, 1, 0, NULL, 0, 0};
    int failures = check(spread(&column, 1, &answers) == 0 && answers.written == 1, "it answers");
    failures += check(reason == 0 && number == 15.0, "the spread is the greatest less the least");
    column.length = 1;
    failures += check(spread(&column, 1, &answers) == 0 && reason == 1, "one value has no spread");
    return failures;
}
