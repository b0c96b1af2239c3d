/* What matching.weigh does in numpy, for one pair of spellings after the other: the same to the last bit. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define MOST 20 /* letters of a name that are compared: readings.MOST */
#define MARKS 8 /* matching.MARKS */
enum { WHOLE, WORD_SHARED, TURNED, PARTICLE }; /* asking.py */
enum { START, DISTANCE, SHARE, ROOT, EXACT, FIRST_MARK, WEIGHTS = FIRST_MARK + MARKS };

/* matching.WAY, postings.HELD and matching.MATCH */
#pragma pack(push, 1)
typedef struct { uint32_t asked, name; uint64_t generics; uint8_t arabic, kind, lost, length, letters[MOST]; } Way;
typedef struct {
    uint32_t place, unit, name;
    uint64_t generics;
    uint8_t arabic, start, stop, letters[MOST];
    uint16_t back;
    uint8_t lost;
} Row;
typedef struct { float odds, share; uint8_t exact, other_script, generic, part; } Match;
#pragma pack(pop)

typedef struct {
    const int16_t *costs, *above; /* distance._costs: scripts and letter asked, letter of the name */
    Py_ssize_t size;              /* letters, and none */
    const double *weights;
    const uint64_t *groups; /* generics.OPPOSITES */
    Py_ssize_t group_count;
} Rules;

static uint8_t at_most(Py_ssize_t number, Py_ssize_t most) { return (uint8_t)(number < most ? number : most); }

static int ones(uint64_t bits) {
    int count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
}

/* distance.distances: the cost of writing a name for what is asked, in hundredths. What a row holds is less by what it
   costs to add all letters until there, so that to add one is free. */
static int distance(const Way *way, const uint8_t *name, int length, int arabic, const Rules *rules) {
    int row[MOST + 1] = {0}, asked = at_most(way->length, MOST), sum = 0;
    Py_ssize_t script = (2 * (way->arabic > 0) + arabic) * rules->size * rules->size;
    for (int i = 0; i < asked; i++) {
        Py_ssize_t line = script + at_most(way->letters[i], rules->size - 1) * rules->size;
        const int16_t *above = rules->above + line;
        int less = rules->costs[line], before = row[0], least = before + less;
        row[0] = least;
        for (int j = 1; j <= length; j++) {
            int written = before + above[name[j - 1]], left_out = row[j] + less;
            int either = written < left_out ? written : left_out; /* before what the last step must be waited for */
            before = row[j];
            row[j] = least = either < least ? either : least;
        }
    }
    for (int j = 0; j < length; j++) sum += rules->costs[script + name[j]];
    return row[length] + sum;
}

static int opposites(uint64_t asked, uint64_t named, const Rules *rules) {
    int count = 0;
    for (Py_ssize_t n = 0; n < rules->group_count && asked && named; n++) {
        uint64_t mine = asked & rules->groups[n], its = named & rules->groups[n];
        count += mine != its && mine && its;
    }
    return count;
}

static void weigh_pair(const Way *way, const Row *row, const Rules *rules, Match *out) {
    uint8_t name[MOST];
    int start = at_most(row->start, MOST), stop = at_most(row->stop, MOST), lost = row->lost;
    if (lost && way->kind == WORD_SHARED) { /* compared by all of its words, though filed by one */
        start = 0, stop = at_most(row->stop - row->start + lost, MOST), lost = 0;
    }
    int length = stop > start ? stop - start : 0;
    for (int j = 0; j < length; j++) name[j] = at_most(row->letters[start + j], rules->size - 1);
    const double *w = rules->weights;
    float apart = (float)distance(way, name, length, row->arabic > 0, rules) / 100.0f;
    float letters = (float)(way->length + length);
    float share = apart / ((letters > 10.0f ? letters : 10.0f) * (float)(0.62 / 2));
    int more = ones(row->generics & ~way->generics), less = ones(way->generics & ~row->generics);
    int marks[MARKS] = {
        more, less, opposites(way->generics, row->generics, rules), way->arabic != row->arabic,
        lost > 0, way->lost > 0, way->kind == TURNED, way->kind == PARTICLE,
    };
    float odds = (float)w[START] + (float)w[DISTANCE] * apart;
    odds = odds + (float)w[SHARE] * share;
    odds = odds + (float)w[ROOT] * sqrtf(share);
    for (int n = 0; n < MARKS; n++) {
        if (marks[n]) odds = (float)((double)odds + w[FIRST_MARK + n] * marks[n]);
    }
    out->share = share;
    out->exact = way->name == row->name && way->kind == WHOLE && !lost;
    out->other_script = marks[3] > 0;
    out->generic = more + less > 0;
    out->part = marks[4] || marks[5];
    out->odds = out->exact ? (float)(w[START] + w[EXACT]) : odds;
}

/* Of namesakes of one spelling the first is weighed, where it was found in the same way. */
static void weigh_all(Py_ssize_t count, const Way *ways, const int64_t *way, const Row *rows, const int64_t *numbers,
                      const Rules *rules, Match *out) {
    for (Py_ssize_t n = 0; n < count; n++) {
        Py_ssize_t back = rows[n].back, first = n - back;
        if (back && first >= 0 && numbers[first] == numbers[n] - back && way[first] == way[n]) {
            out[n] = out[first];
        } else {
            weigh_pair(ways + way[n], rows + n, rules, out + n);
        }
    }
}

static PyObject *weigh(PyObject *self, PyObject *args) {
    Py_buffer ways, way, rows, numbers, costs, above, weights, groups, out;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*y*y*w*", &ways, &way, &rows, &numbers, &costs, &above, &weights, &groups,
                          &out)) {
        return NULL;
    }
    Py_ssize_t count = rows.len / (Py_ssize_t)sizeof(Row), most = ways.len / (Py_ssize_t)sizeof(Way), size = 0;
    while (4 * size * size * (Py_ssize_t)sizeof(int16_t) < costs.len) size++;
    int fits = size > 0 && 4 * size * size * (Py_ssize_t)sizeof(int16_t) == costs.len && above.len == costs.len &&
               weights.len == WEIGHTS * (Py_ssize_t)sizeof(double) && out.len == count * (Py_ssize_t)sizeof(Match) &&
               way.len == count * (Py_ssize_t)sizeof(int64_t) && numbers.len == way.len;
    const int64_t *which = way.buf;
    for (Py_ssize_t n = 0; fits && n < count; n++) fits = which[n] >= 0 && which[n] < most;
    if (fits) {
        Rules rules = {costs.buf, above.buf, size, weights.buf, groups.buf, groups.len / (Py_ssize_t)sizeof(uint64_t)};
        weigh_all(count, ways.buf, which, rows.buf, numbers.buf, &rules, out.buf);
    }
    Py_buffer *all[] = {&ways, &way, &rows, &numbers, &costs, &above, &weights, &groups, &out};
    for (int n = 0; n < 9; n++) PyBuffer_Release(all[n]);
    if (fits) Py_RETURN_NONE;
    PyErr_SetString(PyExc_ValueError, "arrays that do not belong together");
    return NULL;
}

static PyMethodDef methods[] = {{"weigh", weigh, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "pairs", NULL, 0, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_pairs(void) { return PyModule_Create(&module); }
