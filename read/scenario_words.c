/* scenario_words.c - the vocabulary as the reader needs it. Invariant: what is a row elsewhere is not written down here again. */
#include "scenario_words.h"

#include <string.h>

#include "key.def"
#include "text.h"

static const struct {
    const char *path, *shape;
} KEYS[] = {
#define X(path, shape, when, absent, range, text, field) {path, #shape},
    CCS_KEY_LIST(X)
#undef X
};

/* The keys begin with those of a path of key.def, * standing for any. */
static bool begins_with(const char *const *keys, uint32_t n_keys, const char *pattern)
{
    for (uint32_t i = 0;; i++) {
        const size_t n = strcspn(pattern, ".");
        const char *const key = i < n_keys ? keys[i] : NULL;

        if (!key || !((n == 1 && *pattern == '*') || (strlen(key) == n && memcmp(key, pattern, n) == 0))) return false;
        if (pattern[n] == '\0') return true;
        pattern += n + 1;
    }
}

bool ccs_scenario_is_of_shape(const char *const *keys, uint32_t n, const char *shape)
{
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (strcmp(KEYS[i].shape, shape) == 0 && begins_with(keys, n, KEYS[i].path)) return true;
    return false;
}

static uint32_t n_keys_of(const char *path)
{
    uint32_t n = 1;

    for (; *path; path++) n += *path == '.';
    return n;
}

bool ccs_scenario_holds_names(const char *const *keys, uint32_t n)
{
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (strcmp(KEYS[i].shape, "NAMED") == 0 && n_keys_of(KEYS[i].path) == n && begins_with(keys, n, KEYS[i].path))
            return true;
    return false;
}

bool ccs_scenario_is_prose(const char *key)
{
    const size_t n = strlen(key);

    if (strcmp(key, "description") == 0) return true; /* no key, but what people write: it is told as such */
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        const char *const path = KEYS[i].path;
        const size_t length = strlen(path);

        if (strcmp(KEYS[i].shape, "TEXT") != 0 || length < n || strcmp(&path[length - n], key) != 0) continue;
        if (length == n || path[length - n - 1] == '.') return true;
    }
    return false;
}

bool ccs_scenario_is_weekday(const char *key)
{
    static const char *const words[] = {
#define X(name, word, first, last) word,
        CCS_WEEKDAY_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], key) == 0) return true;
    return false;
}

const char *ccs_scenario_factor_of(const char *key)
{
    if (ccs_text_family(key)) return "; factors.volume *= NUMBER reaches all";
    if (strcmp(key, "talk") == 0 || strcmp(key, "wrap") == 0) return "; factors.aht *= NUMBER reaches all";
    return strcmp(key, "patience") == 0 ? "; factors.patience *= NUMBER reaches all" : "";
}

const char *ccs_scenario_quantity(const char *key)
{
    return strcmp(key, "arrivals") == 0 ? "per_hour" : key;
}
