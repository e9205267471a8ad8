/* zone_read.c - a name checked, a file of the time zone database read into memory; what it says is engine/zone.c. */
#include "zone_read.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

enum { ZONE_NAME_MAX = 64, FOLDER_MAX = 1024, LINE_MAX_BYTES = 512, FILE_MAX_BYTES = 1 << 16 /* the largest zone has 4 kB */ };

static const char *folder(void)
{
    const char *const given = getenv("TZDIR"); /* libc looks there too */

    return given && *given && strlen(given) < FOLDER_MAX ? given : "/usr/share/zoneinfo";
}

/* A relative name of plain letters: nothing that leads out of the folder, nothing that is a rule instead of a name. */
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

    snprintf(path, sizeof path, "%s/%s", folder(), name);
    return fopen(path, "rb");
}

/* The file of a zone, of at most FILE_MAX_BYTES. @return bytes read; 0 = there is none */
static size_t read_file(const char *name, unsigned char *bytes)
{
    FILE *const file = open_in_folder(name);
    const size_t n = file ? fread(bytes, 1, FILE_MAX_BYTES, file) : 0;

    if (file) (void) fclose(file);
    return n;
}

static bool has_database(unsigned char *bytes)
{
    return ccs_zone_is_file(bytes, read_file("Etc/UTC", bytes)) || ccs_zone_is_file(bytes, read_file("UTC", bytes));
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
        snprintf(best, size, ", did you mean \"%s\"?", zone);
    }
    if (file) (void) fclose(file);
}

static int unknown(const char *name, ccs_err_t *err)
{
    char hint[ZONE_NAME_MAX + 32];

    closest(name, hint, sizeof hint);
    if (!*hint) snprintf(hint, sizeof hint, "; they are called as \"Europe/Berlin\"");
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "unknown time zone \"%s\"%s", name, hint);
}

static int find(const char *name, unsigned char *bytes, ccs_arena_t *arena, ccs_zone_t *zone, ccs_err_t *err)
{
    if (!is_plain(name))
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "expected a time zone such as \"America/New_York\", found \"%s\"",
            name);
    const size_t n = read_file(name, bytes);

    if (!ccs_zone_is_file(bytes, n)) {
        if (has_database(bytes)) return unknown(name, err);
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
            "no time zones in %s: install the package tzdata, or use timezone = \"UTC\"", folder());
    }
    const int ret = ccs_zone_parse(zone, bytes, n, arena);

    if (ret == CCS_ERR_NOMEM) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret ? ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "%s/%s is damaged, or counts leap seconds: use another time zone",
                     folder(), name)
               : 0;
}

int ccs_zone_read(const char *name, ccs_arena_t *arena, ccs_zone_t *zone, ccs_err_t *err)
{
    *zone = (ccs_zone_t){0};
    if (strcmp(name, "UTC") == 0) return 0;
    unsigned char *const bytes = malloc(FILE_MAX_BYTES);
    const int ret = bytes ? find(name, bytes, arena, zone, err) : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");

    free(bytes);
    return ret;
}
