/* test_import.c - exports of planning tools: the forms that are recognised, what is said of them, and every way in which they can be wrong. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "csv_read.h"
#include "date.h"
#include "import.h"
#include "scenario_limits.h"

_Static_assert((int) CCS_IMPORT_TABLE_ROWS == (int) CCS_CSV_MAX_ROWS, "what import writes is read");
_Static_assert((int) CCS_IMPORT_ALL_ROWS == (int) CCS_SCENARIO_MAX_ROWS, "all of it");
_Static_assert((int) CCS_IMPORT_TABLE_COLUMNS == (int) CCS_CSV_MAX_COLUMNS, "what import leaves as it is is read");

static ccs_import_t import;
static ccs_err_list_t errors;

static void tear_down(void)
{
    ccs_import_free(&import);
    ccs_err_list_free(&errors);
}

TestSuite(import, .fini = tear_down);

static int read_bytes(const void *text, size_t n, const ccs_import_options_t *options)
{
    tear_down();
    return ccs_import_read(&import, text, n, options, &errors);
}

/* "2026-03-02 08:00 Service 73.2 x 285.6 / 15.5; ...", or the first error. */
static const char *told_with(const char *text, ccs_import_options_t options)
{
    static char out[2048];
    size_t at = 0;

    options.name = "e.csv";
    if (read_bytes(text, strlen(text), &options) != 0) {
        snprintf(out, sizeof out, "%s: %s", errors.items[0].where, errors.items[0].text);
        return out;
    }
    out[0] = '\0';
    for (size_t i = 0; i < import.n_rows; i++) {
        const ccs_import_row_t *const row = &import.rows[i];
        char date[CCS_DATE_MAX];

        at += (size_t) snprintf(out + at, sizeof out - at, "%s%s %02d:%02d %s %g x %g / %g", i > 0 ? "; " : "",
            ccs_date_show(row->day, date, sizeof date), (int) row->second / 3600, (int) row->second / 60 % 60,
            import.queues[row->queue].label, row->contacts, row->aht_s, row->agents);
    }
    return out;
}

static const char *told(const char *text)
{
    return told_with(text, (ccs_import_options_t){0});
}

/* Whether one of the sentences holds a text. */
static bool said(const char *text)
{
    for (size_t i = 0; i < import.n_said; i++)
        if (strstr(import.said[i], text)) return true;
    return false;
}

typedef struct {
    const char *text, *wanted, *said,
        *rewrite; /* said, rewrite: part of a sentence, of the reason; NULL: none is looked for; no reason */
} case_t;

static void check(const case_t *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cr_expect_str_eq(told(cases[i].text), cases[i].wanted, "case %zu: %s\nfound  %s", i, cases[i].text, told(cases[i].text));
        if (cases[i].said) cr_expect(said(cases[i].said), "case %zu: nothing says \"%s\"", i, cases[i].said);
        if (!cases[i].rewrite) cr_expect(import.rewrite == NULL, "case %zu: %s", i, import.rewrite);
        else
            cr_expect(import.rewrite && strstr(import.rewrite, cases[i].rewrite), "case %zu: %s", i,
                import.rewrite ? import.rewrite : "-");
    }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

Test(import, reads_what_planning_tools_write)
{
    static const case_t cases[] = {
        /* German, as Excel saves it */
        {"Datum;Zeit;Queue;Anrufe;AHT;Agenten\r\n02.03.2026;08:00;Service;73,2;285,6;15,5\r\n02.03.2026;08:30;Service;80;285,6;16\r\n",
            "2026-03-02 08:00 Service 73.2 x 285.6 / 15.5; 2026-03-02 08:30 Service 80 x 285.6 / 16",
            "AHT 285,6 read as 4 min 46 s", NULL},
        /* Calabrio: no header, begin and end, talk and wrap, agents */
        {"S,20260302 08:00,20260302 08:15,73,240,45,16.85\nS,20260302 08:15,20260302 08:30,75,240,45,16.85\n",
            "2026-03-02 08:00 S 73 x 285 / 16.85; 2026-03-02 08:15 S 75 x 285 / 16.85", "There are no headings", "no headings"},
        /* NICE IEX: bars */
        {"Date|Period|Timezone|Queue|Contacts Received|AHT\n2026-03-02|08:00|EST|A|12|300\n2026-03-02|08:30|EST|A|14|300\n",
            "2026-03-02 08:00 A 12 x 300 / nan; 2026-03-02 08:30 A 14 x 300 / nan", "Not read: Timezone", "bars"},
        /* Eleveo: ISO 8601 in UTC */
        {"timestamp,queue,volume,aht\n2026-03-02T08:00:00Z,q,10,4:45\n2026-03-02T08:15:00Z,q,12,4:45\n",
            "2026-03-02 08:00 q 10 x 285 / nan; 2026-03-02 08:15 q 12 x 285 / nan", "aht 4:45 read as 4 min 45 s", "times"},
        /* Verint-like: a row a day, M-D-YYYY */
        {"queue,date,volume,AHT\nA,3-12-2026,1200,300\nA,3-13-2026,1100,300\n",
            "2026-03-12 00:00 A 1200 x 300 / nan; 2026-03-13 00:00 A 1100 x 300 / nan", "A row is a day", NULL},
        /* Genesys: 12 hours, a range */
        {"Interval Start,Queue Name,Offered,Avg Handle\n3/2/2026 8:00 AM,A,10,300\n3/2/2026 12:30 PM,A,,\n",
            "e.csv:3: contacts: the cell is empty: write 0 if nothing came, or leave the row out at the ends of the day", NULL,
            NULL},
        {"Date,Interval,Offered\n3/13/2026,8:00 AM - 8:30 AM,10\n3/13/2026,8:30 AM - 9:00 AM,11\n",
            "2026-03-13 08:00 Contacts 10 x nan / nan; 2026-03-13 08:30 Contacts 11 x nan / nan", "times have AM and PM", NULL},
        /* NICE IEX: numbers of intervals in the place of times, months by name */
        {"Date|Period|TimeZone|CT|Offered\n02-Mar-26|17|CET|Sales|12\n02-Mar-26|18|CET|Sales|14\n02-Mar-26|40|CET|Sales|0\n",
            "e.csv:4: rows from 09:00 to 19:30 of Sales are missing on 2026-03-02: add them, with 0 where nothing came", NULL,
            "bars"},
        {"Date|Period|TimeZone|CT|Offered\n02-Mar-26|17|CET|Sales|12\n02-Mar-26|18|CET|Sales|14\n",
            "2026-03-02 08:00 Sales 12 x nan / nan; 2026-03-02 08:30 Sales 14 x nan / nan",
            "Period 17 read as 08:00: numbers of intervals of 30 min", "bars"},
        {"Date;Period;Offered\nMar 2, 2026;95;12\nMar 2, 2026;96;14\n",
            "2026-03-02 23:30 Contacts 12 x nan / nan; 2026-03-02 23:45 Contacts 14 x nan / nan", "intervals of 15 min",
            "numbers of intervals"},
        {"Datum;Stunde;Anrufe\n2. M\xc3\xa4rz 2026;8;12\n2. M\xc3\xa4rz 2026;9;14\n",
            "2026-03-02 08:00 Contacts 12 x nan / nan; 2026-03-02 09:00 Contacts 14 x nan / nan", "intervals of 1 h",
            "numbers of intervals"},
        /* Genesys: intervals, milliseconds, shares in percent */
        {"Interval,Queue Name,Offered,Abandoned %,Avg Handle (ms)\n2026-03-02 08:00 - 08:30,A,40,5%,300000\n2026-03-02 08:30 - 09:00,A,50,10%,310000\n",
            "2026-03-02 08:00 A 40 x 300 / nan; 2026-03-02 08:30 A 50 x 310 / nan",
            "(ms) 300000 read as 5 min, as its heading says", NULL},
        {"Interval,Queue,Offered,AHT\n2026-03-02T08:00:00.000Z/2026-03-02T08:30:00.000Z,A,40,300000\n"
         "2026-03-02T08:30:00.000Z/2026-03-02T09:00:00.000Z,A,50,310000\n",
            "2026-03-02 08:00 A 40 x 300 / nan; 2026-03-02 08:30 A 50 x 310 / nan", "milliseconds, as seconds would be too long",
            "offsets"},
        {"Interval,Offered\n2026-03-02 08:00-08:30,40\n2026-03-02 08:30-09:00,50\n",
            "2026-03-02 08:00 Contacts 40 x nan / nan; 2026-03-02 08:30 Contacts 50 x nan / nan", NULL, NULL},
        /* Amazon Connect: ISO 8601 with an offset */
        {"Timestamp,Queue,Contact volume,Average handle time\n2026-03-02T08:00:00-05:00,A,40,300\n2026-03-02T08:15:00-05:00,A,50,310\n",
            "2026-03-02 08:00 A 40 x 300 / nan; 2026-03-02 08:15 A 50 x 310 / nan", "offsets from UTC are passed over",
            "offsets"},
        /* what became of contacts, and no count of those offered */
        {"Date;Time;Answered;Abandoned\n2026-03-02;08:00;38;2\n2026-03-02;08:30;45;5\n",
            "2026-03-02 08:00 Contacts 40 x nan / nan; 2026-03-02 08:30 Contacts 50 x nan / nan",
            "answered and abandoned are added up", "no column of offered contacts"},
        {"Date;Time;Offered;Answered;Abandoned\n2026-03-02;08:00;40;38;2\n2026-03-02;08:30;50;41;5\n",
            "2026-03-02 08:00 Contacts 40 x nan / nan; 2026-03-02 08:30 Contacts 50 x nan / nan",
            "In 1 of 2 rows offered is not answered and abandoned together (the first in line 3: 50, 41 and 5)", NULL},
        /* ours */
        {"date,interval,queue,label,offered,aht,staff\n2026-03-02,08:00,cards,Cards,10,300,4\n2026-03-02,08:00,loans,Loans,5,400,0\n"
         "2026-03-02,08:00,cards+loans,Both,,,2\n",
            "2026-03-02 08:00 Cards 10 x 300 / 4; 2026-03-02 08:00 Loans 5 x 400 / 0; 2026-03-02 08:00 Both nan x nan / 2",
            "a team that serves these queues", NULL},
    };

    CHECK(cases);
}

Test(import, reads_tables_that_people_have_worked_on)
{
    static const case_t cases[] = {
        /* decimal commas in quotation marks between cells that commas part */
        {"date,time,queue,calls,aht\n2026-03-02,08:00,A,\"12,5\",285\n2026-03-02,08:30,A,14,285\n",
            "2026-03-02 08:00 A 12.5 x 285 / nan; 2026-03-02 08:30 A 14 x 285 / nan", "the decimal mark is the comma",
            "commas part its cells and are decimal"},
        /* a date with a midnight of its own beside the time */
        {"date;time;calls\n2026-03-02 00:00:00;08:00:00.000;5\n2026-03-02 00:00:00;08:30:00.000;6\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", NULL, NULL},
        {"date;time;calls\n2026-03-02;8 AM - 8:30 AM;5\n2026-03-02;8:30 AM - 9 AM;6\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", NULL, NULL},
        /* separators at the ends of lines: of the rows, of the headings, of all */
        {"date;time;calls\n2026-03-02;08:00;5;\n2026-03-02;08:30;6;\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", NULL, "end in a separator"},
        {"date;time;calls;;\n2026-03-02;08:00;5\n2026-03-02;08:30;6\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", NULL, "end in a separator"},
        {"date;time;calls;\n2026-03-02;08:00;5;\n2026-03-02;08:30;6;\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", NULL, NULL},
        /* titles that a spreadsheet filled up with separators, above names */
        {"Prognose KW 10;;;\n;;;\nStand: 27.02.;;;\ndate;time;queue;calls\n2026-03-02;08:00;A;5\n2026-03-02;08:30;A;6\n",
            "2026-03-02 08:00 A 5 x nan / nan; 2026-03-02 08:30 A 6 x nan / nan", "3 lines above the table left out",
            "lines stand above or below"},
        /* days and times as headings */
        {"Zeit;Mo 02.03.2026;Di 03.03.2026\n08:00;73,5;70\n08:30;80;75\n",
            "2026-03-02 08:00 Contacts 73.5 x nan / nan; 2026-03-02 08:30 Contacts 80 x nan / nan; "
            "2026-03-03 08:00 Contacts 70 x nan / nan; 2026-03-03 08:30 Contacts 75 x nan / nan",
            "Days are headings", "days are its headings"},
        {"Date;08:00;08:30;Total\n2026-03-02;7;8;15\n2026-03-03;5;6;11\n",
            "2026-03-02 08:00 Contacts 7 x nan / nan; 2026-03-02 08:30 Contacts 8 x nan / nan; "
            "2026-03-03 08:00 Contacts 5 x nan / nan; 2026-03-03 08:30 Contacts 6 x nan / nan",
            "Times of day are headings", "times of day"},
    };

    CHECK(cases);
}

#define ROWS(head, date1, date2, number) head "\n" date1 ";08:00;" number "\n" date2 ";08:00;7\n"

Test(import, decides_by_the_data_and_says_so)
{
    static const case_t cases[] = {
        {ROWS("date;time;calls", "02/13/2026", "02/14/2026", "5"),
            "2026-02-13 08:00 Contacts 5 x nan / nan; 2026-02-14 08:00 Contacts 7 x nan / nan", NULL, NULL},
        {ROWS("date;time;calls", "13/02/2026", "14/02/2026", "5"),
            "2026-02-13 08:00 Contacts 5 x nan / nan; 2026-02-14 08:00 Contacts 7 x nan / nan", NULL, NULL},
        {ROWS("date;time;calls", "03/02/2026", "04/02/2026", "5"),
            "2026-02-03 08:00 Contacts 5 x nan / nan; 2026-02-04 08:00 Contacts 7 x nan / nan",
            "the day, for then the days lie closer together (--dates M/D/Y", NULL},
        {ROWS("date;time;calls", "03/02/2026", "03/03/2026", "5"),
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-03 08:00 Contacts 7 x nan / nan",
            "the month, for then the days lie closer together (--dates D.M.Y", NULL},
        {ROWS("date;time;calls", "5/5/2026", "6/6/2026", "5"),
            "2026-05-05 08:00 Contacts 5 x nan / nan; 2026-06-06 08:00 Contacts 7 x nan / nan",
            "the month, as is usual with this mark", NULL},
        {ROWS("date;time;calls", "2026-03-02", "2026-03-03", "1.234,5"),
            "2026-03-02 08:00 Contacts 1234.5 x nan / nan; 2026-03-03 08:00 Contacts 7 x nan / nan",
            "the decimal mark is the comma", "marks part the thousands"},
        {ROWS("date;time;calls", "2026-03-02", "2026-03-03", "1,234.5"),
            "2026-03-02 08:00 Contacts 1234.5 x nan / nan; 2026-03-03 08:00 Contacts 7 x nan / nan",
            "the decimal mark is the point", "marks part the thousands"},
        {ROWS("date;time;calls", "2026-03-02", "2026-03-03", "1 234"),
            "2026-03-02 08:00 Contacts 1234 x nan / nan; 2026-03-03 08:00 Contacts 7 x nan / nan",
            "Marks between thousands are passed over", "marks part the thousands"},
        {ROWS("date;time;calls", "2026-03-02", "2026-03-03", "1.234"),
            "e.csv:2: 1.234 may be thousands or a decimal, and no other number of the file tells: say --decimal . or --decimal ,",
            NULL, NULL},
        {"date;time;calls;AHT\n2026-03-02;08:00;5;4,76\n2026-03-02;08:30;5;5\n",
            "2026-03-02 08:00 Contacts 5 x 285.6 / nan; 2026-03-02 08:30 Contacts 5 x 300 / nan",
            "AHT 4,76 read as 4 min 46 s: minutes", NULL},
        {"date;time;calls;AHT (min)\n2026-03-02;08:00;5;40\n2026-03-02;08:30;5;45\n",
            "2026-03-02 08:00 Contacts 5 x 2400 / nan; 2026-03-02 08:30 Contacts 5 x 2700 / nan", "as its heading says", NULL},
        {"date;time;calls;AHT\n2026-03-02;08:00;5;00:04:46\n2026-03-02;08:30;5;4:46\n",
            "2026-03-02 08:00 Contacts 5 x 286 / nan; 2026-03-02 08:30 Contacts 5 x 286 / nan", "AHT 00:04:46 read as 4 min 46 s",
            NULL},
        {"date;time;calls\n2026-03-02;0800;5\n2026-03-02;0830;5\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 5 x nan / nan", NULL, NULL},
    };

    CHECK(cases);
}

Test(import, leaves_out_what_is_no_row_and_tells)
{
    static const case_t cases[] = {
        {"Volumes of week 10\n\nDate;Time;Queue;Calls\n2026-03-02;08:00;A;5\n2026-03-02;08:00;B;6\n2026-03-02;08:00;Total;11\nSumme;;;11\nPrinted on Monday\n",
            "2026-03-02 08:00 A 5 x nan / nan; 2026-03-02 08:00 B 6 x nan / nan",
            "2 rows of totals left out (the first in line 6)", "lines stand above or below"},
        {"Date;Time;Queue;Calls;AHT\nSumme 02.03.2026;;;11;9999\n2026-03-02;08:00;A;5;100\n2026-03-02;08:30;A;6;100\n",
            "2026-03-02 08:00 A 5 x 100 / nan; 2026-03-02 08:30 A 6 x 100 / nan", "AHT 100 read as 1 min 40 s", NULL},
        {"Kind;Date;Time;Queue;Calls;AHT\nPlan;2026-03-02;08:00;A;5;100\nPlan;2026-03-02;08:30;A;6;100\nSumme;02.03.2026;;;11;9999\n",
            "2026-03-02 08:00 A 5 x 100 / nan; 2026-03-02 08:30 A 6 x 100 / nan", "1 row of totals left out",
            "rows of totals stand in it"},
        {"sep=;\nDate;Time;Calls\n2026-03-02;08:00;5\n", "2026-03-02 08:00 Contacts 5 x nan / nan", NULL,
            "declares the separator"},
        {"Date;Time;Calls;\n2026-03-02;08:00;5;\n", "2026-03-02 08:00 Contacts 5 x nan / nan", NULL, NULL},
        {"Date;Time;Queue;Calls\n2026-03-02;08:00;\"A \"\"1\"\";x\";5\n", "2026-03-02 08:00 A \"1\";x 5 x nan / nan", NULL, NULL},
        {"date;time;calls\n2026-03-29;01:30;5\n2026-03-29;03:00;6\n2026-03-29;03:30;6\n2026-03-29;04:00;6\n",
            "e.csv:3: rows from 02:00 to 03:00 of Contacts are missing on 2026-03-29: add them, with 0 where nothing came", NULL,
            NULL},
    };

    check(cases, 6);
    cr_expect_str_eq(told(cases[6].text),
        "2026-03-29 01:30 Contacts 5 x nan / nan; 2026-03-29 03:00 Contacts 6 x nan / nan; 2026-03-29 03:30 Contacts 6 x nan / nan; "
        "2026-03-29 04:00 Contacts 6 x nan / nan");
    cr_expect(said("the missing hour is right"));
}

Test(import, rows_that_are_hardly_meant_are_doubted_with_their_line)
{
    static const char rows[] =
        "date;time;queue;calls;aht\n2026-03-02;08:00;Support;5;320\n2026-03-02;08:30;Support;6;%s\n2026-03-02;09:00;Support;%s;330\n"
        "2026-03-02;09:30;Support;6;310\n2026-03-03;08:00;%s;5;320\n2026-03-03;08:30;%s;5;320\n2026-03-03;09:00;%s;5;320\n2026-03-03;09:30;%s;5;320\n"
        "2026-03-04;08:00;Support;5;320\n2026-03-04;08:30;Support;6;320\n2026-03-04;09:00;Support;7;320\n2026-03-04;09:30;Support;7;320\n";
    static const struct {
        const char *aht, *calls, *queue, *said;
    } cases[] = {
        {"320", "8", "Support", NULL},
        {"32000", "8", "Support",
            "Doubtful: a handle time of 8 h 53 min 20 s in line 3 (Support, Monday 2026-03-02 08:30); most of this queue are about 5 min 20 s"},
        {"3,2", "8", "Support", "Doubtful: a handle time of 3.2 s in line 3 (Support, Monday 2026-03-02 08:30)"},
        {"0", "8", "Support",
            "Doubtful: a handle time of 0 s for 6 contacts in line 3 (Support, Monday 2026-03-02 08:30): where it"},
        {"", "8", "Support", NULL},
        {"40", "8", "Support", NULL},
        {"320", "800", "Support",
            "Doubtful: 800 contacts in line 4 (Support, Monday 2026-03-02 09:00), 6 at most in the rows around it"},
        {"320", "100", "Support", NULL},
        {"320", "8", "Suport",
            "Doubtful: the queue Suport has 4 rows (the first in line 6) and is much like Support, which has no rows on Tuesday 2026-03-03: misspelt?"},
        {"320", "8", "Sales", NULL},
    };
    char text[800];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const q = cases[i].queue;

        snprintf(text, sizeof text, rows, cases[i].aht, cases[i].calls, q, q, q, q);
        (void) told(text);
        if (cases[i].said) cr_expect(said(cases[i].said), "%s", cases[i].said);
        else cr_expect(!said("Doubtful"), "%zu", i);
    }
}

Test(import, totals_of_the_file_are_held_against_its_rows)
{
    static const char rows[] =
        "date;time;queue;calls;aht\n2026-03-02;08:00;A;5,5;100\n2026-03-02;08:00;B;6,5;200\n2026-03-03;08:00;A;7,5;100\n"
        "2026-03-03;08:00;B;8,5;200\n%s\n";
    static const struct {
        const char *total, *said;
    } cases[] = {
        {"Total;;;28,0;153,6", "The file's own totals agree with its rows."},
        {"Total;;;30,0;153,6",
            "Doubtful: the totals in line 6 say 30 contacts, the rows add up to 28: are some missing, or twice there?"},
        {"Total;;;28,0;150,0",
            "say a handle time of 150.0 s, the mean of the rows' contacts is 153.6 s; the totals have the mean of the rows, however many contacts they have"},
        {"Total;;;;171", "say a handle time of 171.0 s, the mean of the rows' contacts is 153.6 s."},
        {"Summe 2026-03-03;;;16,0;", "own totals agree"},
        {"2026-03-03;Summe;;18,0;", "say 18 contacts of Tuesday 2026-03-03, the rows add up to 16"},
        {"Total;;B;15,0;200", "own totals agree"},
        {"Total;;B;18,0;200", "say 18 contacts of B, the rows add up to 15"},
    };
    char text[400];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(text, sizeof text, rows, cases[i].total);
        (void) told(text);
        cr_expect(said(cases[i].said), "%s", cases[i].total);
    }
    for (int i = 0; i < 4; i++) {
        static const char *const others[] = {"Summe 10;;;12,0;", "Average;;;7,0;153", "Subtotal;;;12,0;",
            "Total;;;12,0;\nTotal;;;16,0;"};

        snprintf(text, sizeof text, rows, others[i]);
        (void) told(text);
        cr_expect(!said("totals in line") && !said("own totals"), "%s is not surely of all rows", others[i]);
    }
}

Test(import, a_queue_that_adds_up_the_others_is_none)
{
    static const char rows[] = "date;time;queue;calls\n2026-03-02;08:00;A;5\n2026-03-02;08:00;B;6\n2026-03-02;08:00;%s;%s\n"
                               "2026-03-02;08:30;A;7\n2026-03-02;08:30;B;8\n2026-03-02;08:30;%s;15\n";
    static const char *const others =
        "2026-03-02 08:00 A 5 x nan / nan; 2026-03-02 08:30 A 7 x nan / nan; 2026-03-02 08:00 B 6 x nan / nan; 2026-03-02 08:30 B 8 x nan / nan";
    static const char *const names[] = {"Alle Warteschlangen", "Haus"};
    const char *const queues[] = {"Haus"};
    char text[400];

    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, rows, names[i], "11", names[i]);
        cr_expect_str_eq(told(text), others);
        cr_expect(said("holds at all times the contacts of the other queues together: 2 rows of totals left out"));
        cr_expect_null(import.rewrite, "no type reads it");
    }
    cr_expect_str_eq(told_with(text, (ccs_import_options_t){.queues = queues, .n_queues = 1}),
        "2026-03-02 08:00 Haus 11 x nan / nan; 2026-03-02 08:30 Haus 15 x nan / nan", "who names it has it");
    snprintf(text, sizeof text, rows, names[0], "12", names[0]);
    (void) told(text);
    cr_expect_eq(import.n_queues, 3, "it is no sum");
    cr_expect(said("\"Alle Warteschlangen\" is called like a sum, but is not that of the other queues"));
}

Test(import, a_last_day_that_ends_early_and_a_name_much_like_another_are_doubtful)
{
    static char text[4096];
    size_t n = (size_t) snprintf(text, sizeof text, "date;time;queue;calls\n");

    for (int day = 2; day <= 4; day++)
        for (int hour = 8; hour < (day == 4 ? 12 : 20); hour++)
            n += (size_t) snprintf(text + n, sizeof text - n, "2026-03-%02d;%02d:00;%s;5\n", day, hour,
                day == 3 && hour == 10 ? "Servise" : "Service");
    cr_expect_str_eq(told(text),
        "e.csv:16: 2026-03-03 10:00: the queue Servise, of which there are few rows, is much like Service, which has no row then: misspelt?");
    char *const wrong = strstr(text, "03;10:00;Servise");

    cr_assert(wrong);
    memcpy(strstr(wrong, "Servise"), "Service", 7);
    (void) told(text);
    cr_expect(said(
        "Doubtful: the last day, Wednesday 2026-03-04, ends at 12:00, and all other weekdays later, at 20:00 at the latest"));
}

Test(import, a_target_has_its_time)
{
    (void) told("date;time;calls;SL-Ziel\n2026-03-02;08:00;5;90/10\n2026-03-02;08:30;6;90/10\n");
    cr_expect_float_eq(import.queues[0].target, 0.9, 1e-12);
    cr_expect_float_eq(import.queues[0].within_s, 10, 1e-12);
    cr_expect(said("SL-Ziel of line 2 read as 90 % within 10 s."));
    (void) told("date;time;calls;SL-Ziel\n2026-03-02;08:00;5;90 % / 2 min\n2026-03-02;08:30;6;80/20\n");
    cr_expect_float_eq(import.queues[0].within_s, 120, 1e-12);
    cr_expect(said("differ from row to row (line 3)"));
}

Test(import, empty_handle_times_are_those_of_the_interval_before)
{
    (void) told("date;time;calls;AHT\n2026-03-02;08:00;5;240\n2026-03-02;08:30;6;\n2026-03-02;09:00;0;\n");
    cr_expect_eq(import.n_empty_aht, 1);
    cr_expect(said("Handle times missing in 1 row with contacts: that of the interval before holds there."));
    cr_expect_str_eq(import.rewrite, "some of its cells are empty");
}

Test(import, two_columns_of_agents_are_doubtful)
{
    static const char *const heads[] = {"Agenten besetzt;FTE", "FTE;besetzte Agenten"};
    char text[200];

    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "date;time;calls;%s\n2026-03-02;08:00;5;%s\n", heads[i], i == 0 ? "2;3" : "3;2");
        cr_expect_str_eq(told(text), "2026-03-02 08:00 Contacts 5 x nan / 2");
        cr_expect(said("Doubtful: two columns may be the agents"));
        cr_expect(said("FTE is not (--map \"FTE=agents\" takes it)"));
    }
}

Test(import, shares_and_numbers_are_no_queues)
{
    static const case_t cases[] = {
        {"date;time;calls;Service Level\n2026-03-02;08:00;5;81%\n2026-03-02;08:30;6;79%\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", "Not read: Service Level", NULL},
        {"date;time;calls;Service\n2026-03-02;08:00;5;81,5 %\n2026-03-02;08:30;6;79 %\n",
            "2026-03-02 08:00 Contacts 5 x nan / nan; 2026-03-02 08:30 Contacts 6 x nan / nan", "Not read: Service", NULL},
        {"date;time;Service quality;calls;Service line\n2026-03-02;08:00;4.1;5;A\n2026-03-02;08:30;4.2;6;A\n",
            "2026-03-02 08:00 A 5 x nan / nan; 2026-03-02 08:30 A 6 x nan / nan", "Not read: Service quality", NULL},
        {"date;time;skill;calls\n2026-03-02;08:00;12;5\n2026-03-02;08:30;12;6\n",
            "2026-03-02 08:00 12 5 x nan / nan; 2026-03-02 08:30 12 6 x nan / nan", "skill = the queue or skill", NULL},
    };

    CHECK(cases);
}

Test(import, names_the_line_and_the_remedy)
{
    static const case_t cases[] = {
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:30;n/a\n",
            "e.csv:3: calls: expected a number, found \"n/a\": correct the cell, or write 0 if nothing came", NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:30;-1\n", "e.csv:3: calls: -1 is negative", NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;25:30;1\n",
            "e.csv:3: expected a time of day such as 08:00, found \"25:30\"", NULL, NULL},
        {"date;time;calls\n30.02.2026;08:00;5\n13.02.2026;08:00;5\n",
            "e.csv:2: there is no day 30.02.2026 (dates are read as D.M.Y)", NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n03/03/2026;08:00;5\n",
            "e.csv:3: 03/03/2026 is written another way than the other dates, which are Y-M-D", NULL, NULL},
        {"date;time;calls\n13/02/2026;08:00;5\n02/14/2026;08:00;5\n",
            "e.csv:3: the day stands first in some dates and second in others (line 2): write them all one way", NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:30;5\n2026-03-02;09:30;5\n2026-03-02;10:00;5\n",
            "e.csv:4: rows from 09:00 to 09:30 of Contacts are missing on 2026-03-02: add them, with 0 where nothing came", NULL,
            NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:00;5\n2026-03-02;08:30;5\n",
            "e.csv:3: 2026-03-02 08:00 of Contacts stands twice (line 2), the same again: leave one of the rows out, or say which column tells queues apart, --map COLUMN=queue",
            NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:00;6\n2026-03-02;08:30;5\n",
            "e.csv:3: 2026-03-02 08:00 of Contacts stands twice (line 2) with other figures: leave the wrong row out, or say which column tells queues apart, --map COLUMN=queue",
            NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00:00;5\n2026-03-02;08:00:07;5\n",
            "e.csv: has rows 7 s apart: add them up to intervals of 1 min or longer, such as 30 min", NULL, NULL},
        {"date;time;calls\n2026-10-25;02:00;5\n2026-10-25;03:00;5\n2026-10-25;02:00;6\n",
            "e.csv:4: 2026-10-25 02:00 of Contacts stands twice (line 2), as clocks went back that night: write one row: contacts added up, the rest their mean",
            NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:30;5\n2026-03-02;08:45;5\n2026-03-02;09:15;5\n",
            "e.csv:4: 08:45 is no beginning of an interval of 30 min: rows of one length only, please", NULL, NULL},
        {"date;time;calls;x\n2026-03-02;08:00;5;1\n2026-03-02;08:30;5\n2026-03-02;09:00;5;1\n",
            "e.csv:3: has 3 cells, expected 4 as most rows have", NULL, NULL},
        {"date;time;queue;calls\n2026-03-02;08:00;A;5\n2026-03-02;08:30;;5\n", "e.csv:3: the queue is empty: write its name",
            NULL, NULL},
        {"when;calls\nx;5\ny;6\n",
            "e.csv: no column holds the day: say which does with --map COLUMN=date; columns are when, calls", NULL, NULL},
        {"time;calls\n08:00;5\n08:30;6\n",
            "e.csv: has times of day, and no column holds the day: add one, named date, with the day of each row, such as 2026-03-02, or say which it is with "
            "--map COLUMN=date; columns are time, calls",
            NULL, NULL},
        {"date;x\n2026-03-02;5\n",
            "e.csv: no column holds contacts: say which does with --map COLUMN=contacts; columns are date, x", NULL, NULL},
        {"date;calls\n2026-03-02;0\n", "e.csv: holds no contacts at all: is the right column read (--map)?", NULL, NULL},
        {"date;calls\n", "e.csv: holds no rows", NULL, NULL},
        {"", "e.csv: is empty: nothing was exported", NULL, NULL},
        {" \r\n\n", "e.csv: is empty: nothing was exported", NULL, NULL},
        {"date;queue;calls\n2026-03-02;A;5\n2026-03-02;A;6\n",
            "e.csv: no column holds the time of day, and a day has several rows of A (lines 2 and 3): say which does with --map COLUMN=time, or export intervals "
            "with their times",
            NULL, NULL},
        /* beside agents an empty cell of contacts is no zero either, unless the queue has agents alone */
        {"date;time;queue;calls;agents\n2026-03-02;08:00;A;5;2\n2026-03-02;08:30;A;;2\n",
            "e.csv:3: contacts: the cell is empty: write 0 if nothing came, or leave the row out at the ends of the day", NULL,
            NULL},
        {"date;time;calls;SL-Ziel\n2026-03-02;08:00;5;80/soon\n2026-03-02;08:30;5;80/20\n",
            "e.csv:2: expected a share and a time such as 80/20, 80 % within 20 seconds, found \"80/soon\"", NULL, NULL},
        {"hello\nworld\n", "e.csv: is no table: no ; tab | or comma parts its lines into cells; export it as CSV", NULL, NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(told(cases[i].text), cases[i].wanted, "case %zu\nfound  %s\nwanted %s", i, told(cases[i].text),
            cases[i].wanted);
}

Test(import, refuses_rows_of_other_lengths_than_the_heading)
{
    static const case_t cases[] = {
        {"date,time,queue,calls,aht,agents\n2026-03-02,08:00,A,52,4,300,1,12,5\n2026-03-02,08:30,A,61,2,301,5,13,5\n",
            "e.csv:1: the heading has 6 cells, rows 9: decimal commas in a file separated by commas; export it with ; between the cells "
            "(or with quotes around numbers)",
            NULL, NULL},
        {"Week 10\ndate,time,calls,aht\n2026-03-02,08:00,5,300\n2026-03-02,08:30,5,4,300\n2026-03-02,09:00,6,4,300\n",
            "e.csv:2: the heading has 4 cells, rows 5: decimal commas in a file separated by commas; export it with ; between the cells "
            "(or with quotes around numbers)",
            NULL, NULL},
        {"date;time;calls;x\n2026-03-02;08:00;5\n2026-03-02;08:30;6\n",
            "e.csv:1: the heading has 4 cells, rows 3: give each column a heading, and each row a cell for each", NULL, NULL},
        /* the last rows are no foot, the first ones no preamble */
        {"date,time,calls\n2026-03-02,08:00,5\n2026-03-02,08:30,6\n2026-03-02,09:00,5,4\n",
            "e.csv:4: has 4 cells, expected 3 as most rows have (a decimal comma? export with ; between the cells)", NULL, NULL},
        {"date;time;calls\n2026-03-02;08:00;5\n2026-03-02;08:30;6\n2026-03-02;09:00\n",
            "e.csv:4: has 2 cells, expected 3 as most rows have", NULL, NULL},
        /* what stands around a table without headings */
        {"Team;North\nPrinted;02.03.2026\nA;2026-03-02 08:00;5;300;4\nA;2026-03-02 08:30;6;300;4\nA;2026-03-02 09:00;6;300;4\nA;2026-03-02 09:30;6;300;4\nPrinted;02.03.2026\n",
            "2026-03-02 08:00 A 5 x 300 / 4; 2026-03-02 08:30 A 6 x 300 / 4; 2026-03-02 09:00 A 6 x 300 / 4; 2026-03-02 09:30 A 6 x 300 / 4",
            "2 lines above the table", "no headings"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(told(cases[i].text), cases[i].wanted, "case %zu\nfound  %s\nwanted %s", i, told(cases[i].text),
            cases[i].wanted);
}

Test(import, knows_what_planners_call_staff)
{
    static const char *const words[] = {"MA", "MA geplant", "Plan MA", "Mitarbeiter", "Personal", "K\xc3\xb6pfe", "Soll-Personal",
        "Ist-Personal", "Besetzung", "Agenten", "MA (geplant)", "Soll MA"};
    char text[200];

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        snprintf(text, sizeof text, "Datum;Zeit;Anrufe;%s\n02.03.2026;08:00;5;3\n02.03.2026;08:30;6;3\n", words[i]);
        cr_expect_str_eq(told(text), "2026-03-02 08:00 Contacts 5 x nan / 3; 2026-03-02 08:30 Contacts 6 x nan / 3", "%s",
            words[i]);
    }
    (void) told("Datum;Zeit;Anrufe;Personalkosten\n02.03.2026;08:00;5;312,5\n02.03.2026;08:30;6;80\n");
    cr_expect_eq(import.n_spare, 1);
    cr_expect_str_eq(import.spare[0].name, "Personalkosten");
    cr_expect_eq(import.spare[0].least, 80);
    cr_expect_eq(import.spare[0].most, 312.5);
    (void) told("Datum;Zeit;Anrufe;Agenten;Kosten\n02.03.2026;08:00;5;3;312,5\n02.03.2026;08:30;6;3;80\n");
    cr_expect_eq(import.n_spare, 0);
}

Test(import, doubts_handle_times_of_hours)
{
    (void) told("date;time;calls;AHT (Min)\n02.03.2026;08:00;5;298,2\n02.03.2026;08:30;5;301,5\n");
    cr_expect(said(
        "Doubtful: AHT (Min) 298,2 read as 4 h 58 min 12 s, as its heading says, and more than 2 h on average; seconds meant?"));
    (void) told("date;time;calls;AHT (Min)\n02.03.2026;08:00;5;4,2\n02.03.2026;08:30;5;301,5\n02.03.2026;09:00;5;4\n");
    cr_expect(!said("more than 2 h"));
}

Test(import, names_the_dates_that_lie_too_far_apart)
{
    cr_expect_str_eq(told("date;time;calls\n02.03.2026;08:00;5\n31.02.2026;08:00;5\n02.03.2062;08:00;5\n03.03.2026;08:00;5\n"),
        "e.csv: spans more than ten years, from 2026-03-02 (line 2) to 2062-03-02 (line 4), as its dates are read: is one of them wrong?");
    cr_expect_str_eq(told("date;time;calls\n02.03.2026;08:00;5\n31.02.2026;08:00;5\n"),
        "e.csv:3: there is no day 31.02.2026 (dates are read as D.M.Y)");
}

Test(import, tells_three_errors_of_a_kind_and_counts_the_others)
{
    static char text[20000];
    size_t n = (size_t) snprintf(text, sizeof text, "date;time;calls;aht\n2026-03-02;00:00;5;300\n");

    for (int i = 0; i < 360; i++)
        n +=
            (size_t) snprintf(text + n, sizeof text - n, "2026-03-02;%02d:%02d;n/a;%s\n", i / 60, i % 60, i == 200 ? "?" : "300");
    cr_expect_neq(read_bytes(text, n, &(ccs_import_options_t){.name = "e.csv"}), 0);
    cr_expect_eq(errors.n, 4);
    cr_expect_eq(errors.n_errors, 361);
    cr_expect_eq(errors.n_dropped, 357);
    cr_expect_str_eq(errors.items[1].text,
        "calls: expected a number, found \"n/a\": correct the cell, or write 0 if nothing came");
    cr_expect_str_eq(errors.items[2].text,
        "calls: expected a number, found \"n/a\": correct the cell, or write 0 if nothing came (357 more like it)");
    cr_expect_str_eq(errors.items[3].where, "e.csv:203");
}

Test(import, the_user_knows_better)
{
    static const char text[] =
        "When;Calls;Extra;Team\n03/02/2026 08:00;5;6;A\n03/02/2026 08:00;7;8;B\n03/02/2026 08:30;7;1.234;A\n03/02/2026 08:30;7;8;B\n";
    static const char *const maps[] = {"When=date", "3=contacts", "Calls=ignore", "Team=queue"}, *const queues[] = {"A"},
                             *const none[] = {"C"};

    cr_expect_str_eq(told_with(text,
                         (ccs_import_options_t){.maps = maps,
                             .n_maps = 4,
                             .queues = queues,
                             .n_queues = 1,
                             .decimal = '.',
                             .dates = "D.M.Y"}),
        "2026-02-03 08:00 A 6 x nan / nan; 2026-02-03 08:30 A 1.234 x nan / nan");
    cr_expect_str_eq(told_with(text, (ccs_import_options_t){.maps = maps, .n_maps = 4, .decimal = ','}),
        "2026-03-02 08:00 A 6 x nan / nan; 2026-03-02 08:30 A 1234 x nan / nan; 2026-03-02 08:00 B 8 x nan / nan; 2026-03-02 08:30 B 8 x nan / nan");
    (void) told_with(text, (ccs_import_options_t){.maps = maps, .n_maps = 4, .queues = none, .n_queues = 1, .decimal = '.'});
    cr_expect_str_eq(errors.items[0].text, "--queue C: no row is of this queue; the file has A, B");
}

Test(import, refuses_a_map_that_leads_nowhere)
{
    static const struct {
        const char *map, *wanted;
    } cases[] = {
        {"date",
            "--map date: expected COLUMN=ROLE; roles are target, wrap, talk, aht, abandoned, agents, answered, wait, contacts, end, label, queue, date, time, ignore"},
        {"calls=volume",
            "--map calls=volume: no role has this name; roles are target, wrap, talk, aht, abandoned, agents, answered, wait, contacts, end, label, queue, date, time, ignore"},
        {"9=aht", "--map 9=aht: the table has no such column; it has date, calls, or write its number, counted from 1"},
    };

    for (size_t i = 0; i < 3; i++) {
        (void) told_with("date;calls\n2026-03-02;5\n", (ccs_import_options_t){.maps = &cases[i].map, .n_maps = 1});
        cr_assert_eq(errors.n_errors, 1, "case %zu", i);
        cr_expect_eq(errors.items[0].code, CCS_ERR_USAGE);
        cr_expect_str_eq(errors.items[0].text, cases[i].wanted);
    }
}

Test(import, reads_other_encodings)
{
    static const char latin[] = "Datum;Gespr\xe4"
                                "che;Warteschlange\n2026-03-02;5;B\xfcro\n",
                      utf16[] = "\xff\xfe"
                                "d\0a\0t\0e\0;\0c\0a\0l\0l\0s\0\n\0002\0000\0002\0006\0-\0000\0003\0-\0000\0002\0;\0005\0\n";
    static const char *const maps[] = {"2=contacts"};

    cr_expect_str_eq(told_with(latin, (ccs_import_options_t){.maps = maps, .n_maps = 1}), "2026-03-02 00:00 Büro 5 x nan / nan");
    cr_expect_str_eq(import.queues[0].key, "buero");
    cr_expect(said("read as Windows-1252"));
    cr_expect_eq(read_bytes(utf16, sizeof utf16 - 1, &(ccs_import_options_t){.name = "u.csv"}), 0);
    cr_expect_eq(import.rows[0].contacts, 5);
    cr_expect(said("UTF-16"));
    cr_expect_eq(read_bytes("PK\x03\x04 and more", 13, &(ccs_import_options_t){.name = "b.xlsx"}), CCS_ERR_SCENARIO);
    cr_expect_str_eq(errors.items[0].text, "is a workbook: save the sheet as CSV, in UTF-8 if that is offered");
    cr_expect_eq(read_bytes("\xd0\xcf\x11\xe0 and more", 13, &(ccs_import_options_t){.name = "b.xls"}), CCS_ERR_SCENARIO);
    cr_expect(strstr(errors.items[0].text, "is an old workbook (.xls)"));
    cr_expect_eq(read_bytes("%PDF-1.4", 8, &(ccs_import_options_t){.name = "b.pdf"}), CCS_ERR_SCENARIO);
    cr_expect_eq(read_bytes("a;b\n\0;1\n", 8, &(ccs_import_options_t){.name = "b.csv"}), CCS_ERR_SCENARIO);
    cr_expect_str_eq(errors.items[0].text, "is no text: byte 0x00 is in it, which no table holds; export it as CSV");
}

Test(import, hours_are_those_with_more_than_zeros)
{
    (void) told(
        "date;time;calls\n2026-03-02;07:00;0\n2026-03-02;08:00;5\n2026-03-02;09:00;5\n2026-03-02;10:00;0\n2026-03-04;08:00;5\n2026-03-04;09:00;5\n"
        "2026-03-09;08:00;5\n2026-03-09;09:00;5\n2026-03-16;08:00;5\n");
    cr_expect_eq(import.hours[0].from, 8 * 3600);
    cr_expect_eq(import.hours[0].to, 10 * 3600);
    cr_expect_eq(import.hours[1].to, import.hours[1].from, "a Tuesday in the file has no rows");
    cr_expect_eq(import.n_closed, 1, "Wednesday the 11th");
    cr_expect_eq(import.n_special, 1, "Monday the 16th");
    cr_expect_eq(ccs_import_hours_of(&import, import.special[0])->to, 9 * 3600);
    cr_expect(said("1 day with other hours than its weekday: special days (the first: Monday 2026-03-16, 08:00 to 09:00)"));
    cr_expect_null(import.rewrite, "its rows end where the day ends");
}

Test(import, a_weekday_that_is_open_once_is_special_and_a_long_day_too)
{
    (void) told("date;time;calls\n2026-03-07;08:00;5\n2026-03-14;08:00;0\n2026-03-21;08:00;0\n" /* Saturdays */
                "2026-03-02;08:00;5\n2026-03-02;08:30;5\n2026-03-09;08:00;5\n2026-03-09;08:30;5\n"
                "2026-03-16;08:00;5\n2026-03-16;08:30;5\n2026-03-16;09:00;5\n");
    cr_expect_eq(import.hours[5].to, import.hours[5].from, "two of three Saturdays are closed");
    cr_expect_eq(import.hours[0].to, 9 * 3600, "two of three Mondays end then");
    cr_assert_eq(import.n_special, 2);
    cr_expect_eq(ccs_import_hours_of(&import, import.special[0])->to, 8 * 3600 + 1800);
    cr_expect_eq(ccs_import_hours_of(&import, import.special[1])->to, 9 * 3600 + 1800);
    cr_expect_eq(import.n_closed, 0);
}

Test(import, tells_all_that_is_wrong_with_a_row)
{
    (void) told("date;time;calls;agents\n2026-03-02;08:00;5;3\n2026-03-32;8 o'clock;many;few\n");
    cr_expect_eq(errors.n_errors, 3, "a day that is not there, and two numbers");
}

Test(import, totals_are_by_day_or_by_month)
{
    (void) told("date;queue;calls\n2026-03-02;a;5\n2026-03-02;b;7\n2026-03-03;a;1\n");
    cr_assert_eq(import.n_totals, 2);
    cr_expect_eq(import.totals[0].contacts[1], 7);
    (void) told("date;calls\n2026-03-02;5\n2026-03-31;7\n2026-04-01;1\n2026-06-01;2\n");
    cr_assert_eq(import.n_totals, 4);
    cr_expect_eq(import.totals[0].contacts[0], 12);
    cr_expect(!import.totals[2].any, "May");
    cr_expect_eq(import.totals[3].contacts[0], 2);
}

/* The scenario that is written of a text. */
static char *written(const char *text, const ccs_import_answers_t *answers)
{
    char *out = NULL;
    size_t n = 0;

    (void) told(text);
    FILE *const to = open_memstream(&out, &n);

    ccs_import_scenario(&import, answers,
        &(ccs_import_names_t){"week", "e.csv", import.rewrite != NULL, "ccsim import e.csv", NULL}, to);
    fclose(to);
    return out;
}

Test(import, writes_a_scenario_that_refers_to_the_file)
{
    static const bool helps[] = {false, true, false, false};
    const ccs_import_answers_t answers =
        {.patience_s = 120, .service_level = 0.9, .within_s = 30, .aht_s = 200, .shrinkage_frac = 0.15, .helps = helps};
    char *const text =
        written("Datum;Zeit;Queue;Anrufe;Agenten\n02.03.2026;08:00;Erste Linie;5;2\n02.03.2026;08:00;B;6;1,5\n", &answers);
    static const char *const wanted[] = {
        "tables: {\n  export: { csv = \"e.csv\"; date = \"Datum\"; time = \"Zeit\"; queue = \"Queue\"; dates = \"D.M.Y\"; };",
        "  erste_linie: {\n    label = \"Erste Linie\";\n    arrivals: { per_interval = { table = \"export\"; queue = \"Erste Linie\"; column = \"Anrufe\"; }; };",
        "mean = \"3 min 20 s\"; cv = 0.9; }; // handle time: not in the file", "mean = \"2 min\"; }; // how long",
        "service_level = \"90 %\"; within = \"30 s\"", "groups = (\"erste_linie_team\");",
        "groups = (\"b_team\", \"erste_linie_team\");",
        "b_team: { label = \"B team\"; staff = { table = \"export\"; queue = \"B\"; column = \"Agenten\"; }; shrinkage = \"15 %\"; };",
        "of those, the part that `shrinkage` says is not on the telephone"};

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        cr_expect(strstr(text, wanted[i]), "%s\nis not in\n%s", wanted[i], text);
    cr_expect(strstr(text, "start") == NULL, "next week's file brings its own days");
    free(text);
}

Test(import, reads_talk_and_after_call_work_of_each_interval)
{
    const ccs_import_answers_t answers = {.patience_s = 240, .service_level = 0.8, .within_s = 20, .aht_s = 270};
    char *text = written("date;time;queue;calls;Talk;ACW\n2026-03-02;08:00;a;5;240;30\n2026-03-02;08:30;a;5;300;60\n", &answers);

    cr_expect(strstr(text,
                  "talk: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"Talk\"; }; cv = 0.9; }"),
        "%s", text);
    cr_expect(strstr(text,
                  "wrap: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"ACW\"; }; cv = 0.9; }"),
        "%s", text);
    cr_expect(strstr(text, "of all contacts in the file 45 s"), "%s", text);
    free(text);
    cr_expect_eq(import.queues[0].peak_load, 5 * 360 / 1800.0);
}

/* The handle time of the file holds its after-call work: a scenario takes both from it, or from the plain table where one is 0; or their means. */
Test(import, parts_the_handle_time_where_after_call_work_stands_beside_it)
{
    const ccs_import_answers_t answers = {.patience_s = 240, .told_s = 240, .service_level = 0.8, .within_s = 20, .aht_s = 270};
    static const struct {
        const char *file, *first, *second;
    } rows[] = {
        {"date;time;queue;calls;AHT;ACW\n2026-03-02;08:00;a;5;300;30\n2026-03-02;08:30;a;5;360;60\n2026-03-02;09:00;a;0;0;0\n",
            "    aht: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"AHT\"; }; cv = 0.9; }; // handle time, after-call work included, of each interval; of all contacts in the file 5 min 30 s\n",
            "    wrap: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"ACW\"; }; cv = 0.9; }; // after-call work; of all contacts in the file 45 s\n"},
        {"date;time;queue;calls;AHT;ACW\n2026-03-02;08:00;a;5;300;0\n2026-03-02;08:30;a;5;360;60\n",
            "    talk: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"talk\"; }; cv = 0.9; }; // of each interval; of all contacts in the file 5 min\n",
            "    wrap: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"wrap\"; };"},
        {"date;queue;calls;AHT;ACW\n2026-03-02;a;5;300;30\n2026-03-03;a;5;360;60\n",
            "    talk: { dist = \"lognormal\"; mean = \"4 min 45 s\"; cv = 0.9; }; // the mean of all contacts in the file\n",
            "    wrap: { dist = \"lognormal\"; mean = \"45 s\"; cv = 0.9; }; // after-call work: the mean of all contacts in the file\n"},
        {"date;time;queue;calls;AHT;ACW\n2026-03-02;08:00;a;5;30;300\n2026-03-02;08:30;a;5;360;60\n",
            "    talk: { dist = \"lognormal\"; mean = { table = \"export\"; queue = \"a\"; column = \"AHT\"; };",
            "// how long a customer waits before giving up: by those who gave up in the file\n"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *const text = written(rows[i].file, &answers);

        cr_expect(strstr(text, rows[i].first), "%s\nis not in\n%s", rows[i].first, text);
        cr_expect(strstr(text, rows[i].second), "%s\nis not in\n%s", rows[i].second, text);
        cr_expect_eq(import.rewrite != NULL, i == 1);
        free(text);
    }
}

Test(import, adds_up_who_gave_up_and_how_long_all_waited)
{
    (void) told("date;time;queue;calls;abandoned;ASA\n2026-03-02;08:00;a;40;2;20\n2026-03-02;08:30;a;50;5 %;0:30\n");
    cr_expect_eq(import.queues[0].abandoned, 4.5);
    cr_expect_eq(import.queues[0].waited_s, 40 * 20 + 50 * 30);
}

Test(import, fills_the_plain_table_where_a_queue_has_no_row)
{
    char *out = NULL;
    size_t n = 0;

    (void) told("date;time;queue;calls\n2026-03-02;08:00;A;5\n2026-03-02;08:30;A;5\n2026-03-02;08:00;B;6\n");
    FILE *const to = open_memstream(&out, &n);

    ccs_import_table(&import, to);
    fclose(to);
    cr_expect_str_eq(out,
        "date,time,queue,contacts,aht,agents\n2026-03-02,08:00,A,5,,\n2026-03-02,08:30,A,5,,\n2026-03-02,08:00,B,6,,\n2026-03-02,08:30,B,0,,\n");
    free(out);
}

/* Two hundred queues, of which two tell that a week is open all day: what is missing of the others is more than a table holds. */
Test(import, refuses_more_rows_than_a_table_holds)
{
    static char text[10000];
    size_t n = (size_t) snprintf(text, sizeof text, "date;time;queue;calls\n");

    for (int day = 2; day < 9; day++)
        n += (size_t) snprintf(text + n, sizeof text - n, "2026-03-0%d;00:00;A;5\n2026-03-0%d;00:01;A;5\n2026-03-0%d;23:59;B;5\n",
            day, day, day);
    for (int queue = 0; queue < 198; queue++)
        n += (size_t) snprintf(text + n, sizeof text - n, "2026-03-08;12:00;Q%d;5\n", queue);
    cr_expect_str_eq(told_with(text, (ccs_import_options_t){.dates = "Y-M-D"}),
        "e.csv: makes 2016000 rows of 1 min, a scenario reads 2000000: take fewer days or longer intervals, or some of the queues with --queue");
}

/* A few hundred kilobytes of headings that are times, beside as many that are not. */
Test(import, refuses_headings_that_unfold_beyond_memory)
{
    enum { N = 1400, N_ROWS = 20 };
    static char text[2 * N * (8 + 2 * N_ROWS)];
    size_t n = (size_t) snprintf(text, sizeof text, "date");

    for (int i = 0; i < N; i++) n += (size_t) snprintf(text + n, sizeof text - n, ";%02d:%02d;x", i / 60, i % 60);
    for (int row = 0; row < N_ROWS; row++) {
        n += (size_t) snprintf(text + n, sizeof text - n, "\n2026-03-%02d", row + 1);
        for (int i = 0; i < 2 * N; i++) n += (size_t) snprintf(text + n, sizeof text - n, ";1");
    }
    cr_expect_str_eq(told(text),
        "e.csv: makes 28000 rows of 1403 columns, too many: take fewer days, and only columns that are needed");
}

Test(import, the_template_is_read_back)
{
    cr_expect_str_eq(told(CCS_IMPORT_TEMPLATE),
        "2026-03-02 08:00 Service 73 x 285 / 15; 2026-03-02 08:30 Service 81 x 285 / 16; "
        "2026-03-02 08:00 Orders 31 x 210 / 6; 2026-03-02 08:30 Orders 36 x 210 / 7");
    cr_expect(import.rewrite == NULL);
}
