/*
 * junheng_plugin.h: what a native plugin of junheng is written against.
 *
 * A plugin is a shared library that exports two symbols:
 *
 *     uint32_t         jh_plugin_abi(void);     always returns JH_ABI; asked first
 *     const jh_plugin *jh_plugin_entry(void);   what it offers; the same each time, valid for ever
 *
 * It offers functions. A function takes columns of numbers and gives numbers, or says of each why it
 * is undetermined. It must not keep a pointer beyond the call, allocate for its caller, free what it was
 * given, write to its columns, or let an exception or a longjmp out. The same columns must give the
 * same answers, bit by bit: no clock, no random numbers, no files, no threads that outlive the call.
 * The library is never unloaded. It is called by one thread at a time in a child process, by several at
 * once under --plugins-in-process.
 *
 * Texts are UTF-8 with a length, without a NUL at the end. All memory a description points at is the
 * plugin's and must never change.
 */
#ifndef JUNHENG_PLUGIN_H
#define JUNHENG_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

/* The version of this contract: the upper half is raised when something changes its meaning, the lower
 * half when something is added. A plugin is refused where the upper half differs or the lower is newer. */
#define JH_ABI_MAJOR 1
#define JH_ABI_MINOR 0
#define JH_ABI ((uint32_t)((JH_ABI_MAJOR << 16) | JH_ABI_MINOR))

#if defined(_WIN32)
#define JH_EXPORT __declspec(dllexport)
#else
#define JH_EXPORT __attribute__((visibility("default")))
#endif

/* A text. */
typedef struct {
    const char *bytes;
    uint64_t length;
} jh_text;

/* A text from a string literal, in an initialiser. */
#define JH_TEXT(literal) {(literal), sizeof(literal) - 1}

/* What the values of a parameter are. */
enum {
    JH_NUMBER = 0, /* a number, in the unit of the parameter */
    JH_TRUTH = 1,  /* 1 is true, 0 is false */
    JH_DAY = 2,    /* days since 1970-01-01 */
    JH_GROUP = 3   /* 0, 1, 2, … in the order of first appearance within a call: only to tell apart */
};

/* A parameter of a function. */
typedef struct {
    jh_text name;
    jh_text unit;      /* "" is a plain number; "any" takes a number of any unit, in base units */
    uint32_t kind;     /* JH_NUMBER, … */
    uint32_t reserved; /* 0 */
} jh_parameter;

/* The values of one argument, borrowed for the length of the call. */
typedef struct {
    const double *values;    /* where a value is absent its number means nothing */
    const uint8_t *presence; /* a bit for each value, lowest bit first, 1 is there; NULL where all are */
    uint64_t length;
} jh_column;

/* Whether the value at an index is there. values and presence are laid out as the two buffers of an Arrow
 * float64 array: who has Arrow at hand can wrap them without copying. */
static inline int jh_is_there(const jh_column *column, uint64_t at) {
    return column->presence == NULL || ((column->presence[at / 8] >> (at % 8)) & 1) != 0;
}

/* Where answers go. All memory is the caller's. */
typedef struct {
    double *values;            /* a number for each answer */
    uint8_t *reasons;          /* for each answer: 0 for a number, k for the k-th reason of the function */
    uint64_t length;           /* how many answers are wanted: rows, or 1 for an aggregate */
    uint64_t written;          /* set by the function to how many it gave: must be length */
    char *message;             /* where the function failed: why, in UTF-8 */
    uint64_t message_capacity; /* how many bytes fit */
    uint64_t message_length;   /* set by the function */
} jh_answers;

/* Returns 0 where it gave its answers; anything else where it failed. */
typedef int32_t (*jh_call)(const jh_column *columns, uint64_t count, jh_answers *answers);

enum {
    JH_ROWS = 0,     /* an answer for each row; rows are not seen in any order that means something */
    JH_AGGREGATE = 1 /* one answer for all rows of a group: the pupils of a county, the schools of a county */
};

/* What happens where an argument is missing. What does not apply drops out of an aggregate either way. */
enum {
    JH_MISSING_DECIDES = 0, /* the answer is undetermined, and the function is not asked */
    JH_MISSING_GIVEN = 1    /* the function is asked and sees the presence bits */
};

/* A function. */
typedef struct {
    jh_text name; /* ASCII snake_case, as it stands in formulas */
    jh_text manual_zh;
    jh_text manual_en;
    jh_text unit; /* of the answer: "" is a plain number, "first" is that of the first argument */
    uint32_t form;    /* JH_ROWS or JH_AGGREGATE */
    uint32_t missing; /* JH_MISSING_DECIDES or JH_MISSING_GIVEN */
    const jh_parameter *parameters;
    uint64_t parameter_count;
    const jh_text *reasons; /* why an answer may be undetermined, at most 255 */
    uint64_t reason_count;
    jh_call call;
} jh_function;

/* What a plugin offers. */
typedef struct {
    uint32_t size; /* sizeof(jh_plugin) */
    uint32_t abi;  /* JH_ABI */
    jh_text id;    /* ASCII snake_case, as packs name it */
    jh_text version;
    const jh_function *functions;
    uint64_t function_count;
    uint64_t function_size; /* sizeof(jh_function) */
} jh_plugin;

#endif
