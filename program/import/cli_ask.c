/* cli_ask.c - questions on a terminal. */
#include "cli_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "units.h"

enum { ANSWER_MAX = 1000 };

bool ccs_ask_may(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* The line that is typed, without blanks around it. @return false: nothing, so that the default stands */
static bool ask(const char *question, const char *standing, char answer[ANSWER_MAX])
{
    printf("%s [%s]: ", question, standing);
    (void) fflush(stdout);
    if (!fgets(answer, ANSWER_MAX, stdin)) {
        putchar('\n');
        return false;
    }
    const size_t before = strspn(answer, " \t");

    memmove(answer, &answer[before], strlen(&answer[before]) + 1);
    for (size_t n = strlen(answer); n > 0 && strchr(" \t\r\n", answer[n - 1]); n--) answer[n - 1] = '\0';
    return *answer != '\0';
}

void ccs_ask_duration(const char *question, double *seconds)
{
    char answer[ANSWER_MAX], standing[CCS_UNITS_TEXT_MAX];

    ccs_units_show_duration(*seconds, standing, sizeof standing);
    while (ask(question, standing, answer)) {
        double x;

        if (ccs_units_duration(answer, &x) == 0 && x > 0) {
            *seconds = x;
            return;
        }
        printf("  expected %s\n", CCS_UNITS_DURATION_FORM);
    }
}

/* "80" and "80 %" are shares here, as in the way in which targets are spoken. */
static bool read_share(const char *text, double *share)
{
    double x;

    if (ccs_units_share(text, &x) != 0 && (ccs_units_number(text, &x) != 0 || x > 100)) return false;
    *share = x > 1 ? x / 100 : x;
    return true;
}

/* " 5 % abandoned": of the share the word says what it is of. */
static bool read_abandoned(char *text, double *share)
{
    char *const word = strstr(text, "aband");
    double x;

    if (word) *word = '\0';
    if (!read_share(text, &x) || !(x > 0 && x < 1)) return false;
    *share = x;
    return true;
}

static bool read_target(char *text, double *share, double *seconds, double *abandoned)
{
    char *const comma = strchr(text, ',');
    double x, s, most = *abandoned;

    if (comma) *comma = '\0';
    char *const slash = strchr(text, '/');

    if (!slash || ccs_units_duration(slash + 1, &s) != 0) return false;
    *slash = '\0';
    if (!read_share(text, &x) || (comma && !read_abandoned(comma + 1, &most))) return false;
    *share = x;
    *seconds = s;
    *abandoned = most;
    return true;
}

void ccs_ask_target(const char *question, double *share, double *seconds, double *abandoned)
{
    char answer[ANSWER_MAX], standing[2 * CCS_UNITS_TEXT_MAX], a[CCS_UNITS_TEXT_MAX], b[CCS_UNITS_TEXT_MAX];

    snprintf(standing, sizeof standing, "%s/%s", ccs_units_write_number(100 * *share, a, sizeof a),
        ccs_units_write_number(*seconds, b, sizeof b));
    while (ask(question, standing, answer)) {
        if (read_target(answer, share, seconds, abandoned)) return;
        printf(
            "  expected a share and a time, such as 80/20: 80 %% within 20 seconds; or 80/20, 5 %% abandoned: at most so many give up\n");
    }
}

void ccs_ask_share(const char *question, double *share)
{
    char answer[ANSWER_MAX], standing[CCS_UNITS_TEXT_MAX];

    ccs_units_show_share(*share, standing, sizeof standing);
    while (ask(question, standing, answer)) {
        double x;

        if (ccs_units_share(answer, &x) != 0 && (ccs_units_number(answer, &x) != 0 || x < 1)) x = -1;
        if (x >= 1) x /= 100;
        if (x >= 0 && x < 1) {
            *share = x;
            return;
        }
        printf("  expected a share such as 15 %%\n");
    }
}

/* One of the names, ASCII case ignored. @return n if it is none */
static uint32_t find(const char *word, const char *const *names, uint32_t n)
{
    uint32_t i = 0;

    while (i < n && strcasecmp(names[i], word) != 0) i++;
    return i;
}

static bool read_names(char *text, const char *const *names, uint32_t n, bool *chosen)
{
    memset(chosen, 0, n * sizeof *chosen);
    for (char *rest = text, *word = strtok_r(text, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        word += strspn(word, " ");
        for (size_t length = strlen(word); length > 0 && word[length - 1] == ' '; length--) word[length - 1] = '\0';
        const uint32_t i = find(word, names, n);

        if (i == n) {
            printf("  there is no \"%s\"; names with commas between them, or nothing\n", word);
            return false;
        }
        chosen[i] = true;
    }
    return true;
}

void ccs_ask_names(const char *question, const char *const *names, uint32_t n, bool *chosen)
{
    char answer[ANSWER_MAX];

    while (ask(question, "nobody", answer))
        if (read_names(answer, names, n, chosen)) return;
    memset(chosen, 0, n * sizeof *chosen);
}
