/* Walking accessibility: the share of pupils who live within a distance of a school, over the surface of the earth.
 *
 * Rows are places: a place where pupils live has a number of pupils, a school has none. Both have a longitude and a
 * latitude in degrees. Distances are great circles by the haversine formula on a sphere of 6371.0088 km, the mean
 * radius of the earth by the IUGG; a walk along streets is longer, which a pack says where it sets its limit. */
#include "junheng_plugin.h"

#include <math.h>

/* The mean radius of the earth (2a + b) / 3, in metres. */
#define RADIUS 6371008.8
#define RADIANS (3.14159265358979323846 / 180.0)

enum { PUPILS, IS_SCHOOL, LONGITUDE, LATITUDE, DISTANCE, COLUMNS };
enum { NO_SCHOOL = 1, NO_PUPIL = 2 };

static double square(double value) { return value * value; }

/* The great-circle distance between two places, in metres. */
static double distance(double longitude_a, double latitude_a, double longitude_b, double latitude_b) {
    double north = sin((latitude_b - latitude_a) * RADIANS / 2.0);
    double east = sin((longitude_b - longitude_a) * RADIANS / 2.0);
    double half = square(north) + cos(latitude_a * RADIANS) * cos(latitude_b * RADIANS) * square(east);
    return 2.0 * RADIUS * asin(sqrt(half < 1.0 ? half : 1.0));
}

static int is_near_a_school(const jh_column *columns, uint64_t place) {
    const double *longitude = columns[LONGITUDE].values, *latitude = columns[LATITUDE].values;
    uint64_t at;
    for (at = 0; at < columns[IS_SCHOOL].length; at++) {
        if (columns[IS_SCHOOL].values[at] == 1.0 &&
            distance(longitude[place], latitude[place], longitude[at], latitude[at]) <= columns[DISTANCE].values[place])
            return 1;
    }
    return 0;
}

static int32_t fail(jh_answers *answers, const char *why, uint64_t length) {
    uint64_t at;
    for (at = 0; at < length && at < answers->message_capacity; at++) answers->message[at] = why[at];
    answers->message_length = at;
    return 1;
}

static int32_t within_walk(const jh_column *columns, uint64_t count, jh_answers *answers) {
    static const char OUT_OF_RANGE[] = "经纬度超出范围：经度 −180–180，纬度 −90–90 / longitude or latitude out of range";
    double pupils = 0.0, near = 0.0, schools = 0.0;
    uint64_t at;
    if (count != COLUMNS) return 2;
    for (at = 0; at < columns[PUPILS].length; at++) {
        if (fabs(columns[LONGITUDE].values[at]) > 180.0 || fabs(columns[LATITUDE].values[at]) > 90.0)
            return fail(answers, OUT_OF_RANGE, sizeof OUT_OF_RANGE - 1);
        schools += columns[IS_SCHOOL].values[at];
    }
    answers->written = 1;
    if (schools == 0.0) {
        answers->reasons[0] = NO_SCHOOL;
        return 0;
    }
    for (at = 0; at < columns[PUPILS].length; at++) {
        double here = columns[PUPILS].values[at];
        if (here == 0.0) continue;
        pupils += here;
        if (is_near_a_school(columns, at)) near += here;
    }
    if (pupils == 0.0) {
        answers->reasons[0] = NO_PUPIL;
        return 0;
    }
    answers->values[0] = near / pupils;
    return 0;
}

static const jh_parameter PARAMETERS[COLUMNS] = {
    {JH_TEXT("pupils"), JH_TEXT("生"), JH_NUMBER, 0},
    {JH_TEXT("is_school"), JH_TEXT(""), JH_TRUTH, 0},
    {JH_TEXT("longitude"), JH_TEXT("度"), JH_NUMBER, 0},
    {JH_TEXT("latitude"), JH_TEXT("度"), JH_NUMBER, 0},
    {JH_TEXT("distance"), JH_TEXT("米"), JH_NUMBER, 0},
};

static const jh_text REASONS[] = {
    JH_TEXT("没有学校的位置 / no school has a place"),
    JH_TEXT("没有居住地有学生 / no pupil lives anywhere"),
};

static const jh_function FUNCTIONS[] = {{
    JH_TEXT("within_walk"),
    JH_TEXT("住在离某所学校一定距离以内的学生占多少。距离按大圆（半正矢公式）算，地球半径 6371008.8 米；\n"
            "沿街步行比它长，限值要考虑到。恰在距离上的算以内。\n"
            "公式：d = 2R·asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2))"),
    JH_TEXT("The share of pupils who live within a distance of some school. Distances are great circles (haversine) on a\n"
            "sphere of 6371008.8 m; a walk along streets is longer. Exactly at the distance is within.\n"
            "Formula: d = 2R·asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2))"),
    JH_TEXT(""),
    JH_AGGREGATE,
    JH_MISSING_DECIDES,
    PARAMETERS,
    COLUMNS,
    REASONS,
    2,
    within_walk,
}};

static const jh_plugin PLUGIN = {
    sizeof(jh_plugin), JH_ABI, JH_TEXT("walking"), JH_TEXT("1.0.0"), FUNCTIONS, 1, sizeof(jh_function),
};

JH_EXPORT uint32_t jh_plugin_abi(void) { return JH_ABI; }

JH_EXPORT const jh_plugin *jh_plugin_entry(void) { return &PLUGIN; }
