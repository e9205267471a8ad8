/* text.c - small questions about texts. Invariant: no function looks beyond the bytes it is given, whatever they are. */
#include "text.h"

#include <ctype.h>
#include <string.h>

#include "alternative.def"
#include "former.def"
#include "synonym.def"

enum { NAME_MAX_LETTERS = 63 };

/* ASCII only: names are ASCII, and the locale of a host program must not change what a scenario means. */
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_tail(const unsigned char *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if ((s[i] & 0xc0) != 0x80) return false;
    return true;
}

size_t ccs_text_utf8(const char *text, size_t n)
{
    const unsigned char *const s = (const unsigned char *) text;

    if (n == 0) return 0;
    if (s[0] < 0x80) return 1;
    if (s[0] >= 0xc2 && s[0] <= 0xdf) return n >= 2 && is_tail(s, 1, 2) ? 2 : 0;
    if ((s[0] & 0xf0) == 0xe0) {
        if (n < 3 || !is_tail(s, 1, 3)) return 0;
        if (s[0] == 0xe0 && s[1] < 0xa0) return 0;  /* overlong */
        return s[0] == 0xed && s[1] > 0x9f ? 0 : 3; /* surrogate */
    }
    if (s[0] < 0xf0 || s[0] > 0xf4 || n < 4 || !is_tail(s, 1, 4)) return 0;
    if (s[0] == 0xf0 && s[1] < 0x90) return 0;
    return s[0] == 0xf4 && s[1] > 0x8f ? 0 : 4;
}

bool ccs_text_is_clean(const char *text, size_t n)
{
    for (size_t i = 0, length; i < n; i += length) {
        const unsigned char c = (unsigned char) text[i];

        length = ccs_text_utf8(text + i, n - i);
        if (length == 0 || c == 0x7f || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) return false;
    }
    return true;
}

size_t ccs_text_whole(const char *text, size_t n)
{
    size_t start = n;

    if (n == 0) return 0;
    do {
        start--;
    } while (start > 0 && n - start < 4 && ((unsigned char) text[start] & 0xc0) == 0x80);
    return ccs_text_utf8(text + start, n - start) == n - start ? n : start;
}

static size_t length(const char *name)
{
    const size_t n = strlen(name);

    return n < NAME_MAX_LETTERS ? n : NAME_MAX_LETTERS;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned ccs_text_distance(const char *a, const char *b)
{
    const size_t n_a = length(a), n_b = length(b);
    unsigned rows[3][NAME_MAX_LETTERS + 1]; /* the row before last, the last and the present one, in turn */

    for (size_t j = 0; j <= n_b; j++) rows[0][j] = (unsigned) j;
    for (size_t i = 1; i <= n_a; i++) {
        unsigned *const row = rows[i % 3];
        const unsigned *const up = rows[(i + 2) % 3], *const up2 = rows[(i + 1) % 3];

        row[0] = (unsigned) i;
        for (size_t j = 1; j <= n_b; j++) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);

            row[j] = least(least(up[j] + 1, row[j - 1] + 1), up[j - 1] + !same);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = least(row[j], up2[j - 2] + 1);
            }
        }
    }
    return rows[n_a % 3][n_b];
}

bool ccs_text_alike(const char *found, const char *meant)
{
    const size_t n_found = length(found), n_meant = length(meant), n = n_found > n_meant ? n_found : n_meant;
    const unsigned limit = n < 3 ? 1 : (unsigned) (n / 3);

    return ccs_text_distance(found, meant) <= limit;
}

bool ccs_text_is_word(const char *text, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (word[i] == '\0' || lower(text[i]) != word[i]) return false;
    return word[n] == '\0';
}

bool ccs_text_is_key(const char *text, size_t n)
{
    if (n == 0 || !is_letter(text[0])) return false;
    for (size_t i = 1; i < n; i++) {
        const char c = text[i];

        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-') return false;
    }
    return !ccs_text_is_word(text, n, "true") && !ccs_text_is_word(text, n, "false");
}

bool ccs_text_ends(const char *text, const char *suffix)
{
    const size_t n = strlen(text), n_suffix = strlen(suffix);

    return n >= n_suffix && ccs_text_is_word(text + n - n_suffix, n_suffix, suffix);
}

const char *ccs_text_bare(const char *text, char *to, uint32_t size)
{
    static const char *const pairs[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"},
        {"ß", "ss"}};
    uint32_t n = 0;

    while (*text && n + 2 < size) {
        size_t step = 1;

        if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z')) to[n++] = (char) (*text | 0x20);
        else if (*text >= '0' && *text <= '9') to[n++] = *text;
        for (size_t i = 0; i < 7 && (unsigned char) *text >= 0x80; i++) {
            if (strncmp(text, pairs[i][0], 2) != 0) continue;
            to[n++] = pairs[i][1][0];
            to[n++] = pairs[i][1][1];
            step = 2;
            break;
        }
        text += step;
    }
    to[n] = '\0';
    return to;
}

bool ccs_text_is_synonym(const char *found, const char *name)
{
    static const char *const rows[][2] = {
#define X(word, name) {word, name},
        CCS_SYNONYM_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ccs_text_is_word(found, strlen(found), rows[i][0]) && strcmp(rows[i][1], name) == 0) return true;
    return false;
}

const char *ccs_text_successor(const char *former)
{
    static const char *const rows[][2] = {
#define X(former, now) {former, now},
        CCS_FORMER_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ccs_text_is_word(former, strlen(former), rows[i][0])) return rows[i][1];
    return NULL;
}

const char *ccs_text_family(const char *key)
{
    static const char *const rows[][2] = {
#define X(name, family) {name, #family},
        CCS_ALTERNATIVE_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i][0], key) == 0) return rows[i][1];
    return NULL;
}

void ccs_closest_offer(ccs_closest_t *self, const char *found, const char *candidate)
{
    const char *const now = ccs_text_successor(found);
    const bool is_same = (now && strcmp(now, candidate) == 0) || ccs_text_is_synonym(found, candidate);

    if (!is_same && !ccs_text_alike(found, candidate)) return;
    const unsigned distance = is_same ? 0 : ccs_text_distance(found, candidate);

    if (self->best && distance >= self->distance) return;
    self->best = candidate;
    self->distance = distance;
}

/* ---- lines ---------------------------------------------------------------------------------------------------------------- */

/* Bytes at the begin of a text that show nothing: an escape sequence, what continues a character. */
static size_t silent(const char *text)
{
    if (text[0] == '\033' && text[1] == '[') return 2 + strcspn(&text[2], "m") + (strchr(text, 'm') != NULL);
    return ((unsigned char) text[0] & 0xC0) == 0x80;
}

static uint32_t width_of(const char *text, size_t n)
{
    const char *const end = text + n;
    uint32_t width = 0;

    while (text < end && *text) {
        const size_t bytes = silent(text);

        text += bytes ? bytes : 1;
        width += bytes == 0;
    }
    return width;
}

uint32_t ccs_text_width(const char *text)
{
    return width_of(text, strlen(text));
}

size_t ccs_text_line(const char *text, uint32_t width)
{
    size_t fits = 0;

    for (size_t end = 0;; fits = end) {
        end += strspn(&text[end], " ");
        if (text[end] == '\0') return fits;
        end += strcspn(&text[end], " ");
        if (fits > 0 && width_of(text, end) > width) return fits;
    }
}

void ccs_text_hang(const char *text, uint32_t at, uint32_t indent, uint32_t width, FILE *to)
{
    size_t n = ccs_text_line(text, width > at ? width - at : 1);

    (void) fwrite(text, 1, n, to);
    text += n + strspn(&text[n], " ");
    while (*text) {
        n = ccs_text_line(text, width > indent ? width - indent : 1);
        fprintf(to, "\n%*s%.*s", (int) indent, "", (int) n, text);
        text += n + strspn(&text[n], " ");
    }
}

void ccs_text_fold(const char *text, uint32_t width, FILE *to)
{
    char line[4096];

    while (*text) {
        const size_t n = strcspn(text, "\n");

        if (width == 0 || n >= sizeof line || width_of(text, n) <= width) {
            (void) fwrite(text, 1, n, to);
        } else {
            memcpy(line, text, n);
            line[n] = '\0';
            ccs_text_hang(line, 0, (uint32_t) strspn(line, " ") + 2, width, to);
        }
        if (text[n]) fputc('\n', to);
        text += n + (text[n] != '\0');
    }
}

char *ccs_text_folder(ccs_arena_t *arena, const char *path)
{
    const char *const slash = strrchr(path, '/');
    const size_t n = !slash ? 0 : slash == path ? 1 : (size_t) (slash - path);
    char *const folder = ccs_arena_alloc(arena, n + 1);

    if (folder) memcpy(folder, path, n);
    return folder;
}

char *ccs_text_join(ccs_arena_t *arena, const char *folder, const char *path)
{
    const size_t n = strlen(folder);

    if (n == 0 || path[0] == '/' || strcmp(folder, ".") == 0) return ccs_arena_strdup(arena, path);
    return ccs_arena_printf(arena, folder[n - 1] == '/' ? "%s%s" : "%s/%s", folder, path);
}

const char *ccs_text_next_part(ccs_arena_t *arena, const char **list)
{
    const size_t n = strcspn(*list, ",");
    const char *from = *list, *until = from + n;

    *list += n + ((*list)[n] == ',');
    while (from < until && isspace((unsigned char) *from)) from++;
    while (until > from && isspace((unsigned char) until[-1])) until--;
    return ccs_arena_printf(arena, "%.*s", (int) (until - from), from);
}

const char *ccs_text_lines(const char *const *texts, size_t n, ccs_arena_t *arena)
{
    const char *lines = "";

    for (size_t i = 0; lines && i < n; i++) lines = ccs_arena_printf(arena, "%s%s%s", lines, i > 0 ? "\n" : "", texts[i]);
    return lines;
}

void ccs_text_enumerate(char *text, size_t size, const char *word)
{
    const size_t n = strlen(text);

    snprintf(text + n, size - n, "%s%s", n > 0 ? ", " : "", word);
}
