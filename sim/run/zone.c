/* zone.c - local time by libc. Invariant: TZ of the environment is as it was before _enter once _leave has run. */
#include "zone.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "date.h"
#include "text.h"

enum { DAY_S = 86400, ZONE_NAME_MAX = 64, FOLDER_MAX = 1024, LINE_MAX_BYTES = 512 };

static const char *folder(void)
{
    const char *const given = getenv("TZDIR"); /* libc looks there too */

    return given && *given && strlen(given) < FOLDER_MAX ? given : "/usr/share/zoneinfo";
}

/* A relative name of plain letters: nothing that leads out of the folder, nothing that libc takes for a rule. */
static bool is_plain(const char *name)
{
    const size_t n = strlen(name);

    if (n == 0 || n > ZONE_NAME_MAX || name[0] == '/' || strstr(name, "..") || strstr(name, "//")) return false;
    for (const char *c = name; *c; c++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/", *c)) return false;
    return true;
}

static FILE *open_in_folder(const char *name)
{
    char path[FOLDER_MAX + ZONE_NAME_MAX + 2];

    (void) snprintf(path, sizeof path, "%s/%s", folder(), name);
    return fopen(path, "rb");
}

static bool is_zone_file(const char *name)
{
    FILE *const file = open_in_folder(name);
    char magic[4] = "";
    const bool is = file && fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;

    if (file) (void) fclose(file);
    return is;
}

/* The zone that a user may have meant, from the list that comes with the database; "" if there is none. */
static void closest(const char *name, char *best, size_t size)
{
    FILE *const file = open_in_folder("zone.tab");
    char line[LINE_MAX_BYTES], zone[ZONE_NAME_MAX + 1];
    unsigned least = UINT32_MAX;

    best[0] = '\0';
    while (file && fgets(line, sizeof line, file)) {
        if (line[0] == '#' || sscanf(line, "%*s %*s %64s", zone) != 1 || !ccs_text_alike(name, zone)) continue;
        const unsigned distance = ccs_text_distance(name, zone);

        if (distance >= least) continue;
        least = distance;
        (void) snprintf(best, size, ", did you mean \"%s\"?", zone);
    }
    if (file) (void) fclose(file);
}

static int check(const char *name, ccs_err_t *err)
{
    char hint[ZONE_NAME_MAX + 32];

    if (!is_plain(name))
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "expected a time zone such as \"America/New_York\", found \"%s\"",
            name);
    if (is_zone_file(name)) return 0;
    if (!is_zone_file("Etc/UTC") && !is_zone_file("UTC"))
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
            "no time zones in %s: install the package tzdata, or use timezone = \"UTC\"", folder());
    closest(name, hint, sizeof hint);
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "unknown time zone \"%s\"%s", name, hint);
}

int ccs_zone_enter(ccs_zone_t *self, const char *name, ccs_err_t *err)
{
    const char *const before = getenv("TZ");
    const bool utc = strcmp(name, "UTC") == 0;
    int ret = 0;

    *self = (ccs_zone_t){0};
    if (!utc) CCS_TRY(check(name, err));
    if (before && !(self->before = strdup(before))) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (setenv("TZ", utc ? "UTC0" : name, 1) != 0) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->entered = 1;
    tzset();
out:
    return ret;
}

void ccs_zone_leave(ccs_zone_t *self)
{
    if (self->entered) {
        if (self->before) {
            (void) setenv("TZ", self->before, 1);
        } else {
            (void) unsetenv("TZ");
        }
        tzset();
    }
    free(self->before);
    *self = (ccs_zone_t){0};
}

int64_t ccs_zone_offset(int64_t utc_s)
{
    const time_t moment = (time_t) utc_s;
    struct tm local;

    if (!localtime_r(&moment, &local)) return 0;
    const int64_t days = ccs_date_days(local.tm_year + 1900, (unsigned) local.tm_mon + 1, (unsigned) local.tm_mday);

    return days * DAY_S + (int64_t) local.tm_hour * 3600 + (int64_t) local.tm_min * 60 + local.tm_sec - utc_s;
}

int64_t ccs_zone_change(int64_t from_s, int64_t to_s)
{
    const int64_t offset = ccs_zone_offset(from_s);

    if (ccs_zone_offset(to_s) == offset) return INT64_MAX;
    while (to_s - from_s > 1) { /* invariant: the offset differs between from and to */
        const int64_t middle = from_s + (to_s - from_s) / 2;

        if (ccs_zone_offset(middle) == offset) {
            from_s = middle;
        } else {
            to_s = middle;
        }
    }
    return to_s;
}

int64_t ccs_zone_utc(int64_t local_s)
{
    /* no zone is more than a day from UTC, so these moments lie before and after every moment with this local time */
    const int64_t early = local_s - DAY_S, late = local_s + DAY_S;
    const int64_t before = ccs_zone_offset(early), after = ccs_zone_offset(late);

    if (before == after) return local_s - before;
    const int64_t change = ccs_zone_change(early, late);

    if (local_s < change + before) return local_s - before;
    return local_s < change + after ? change : local_s - after;
}
