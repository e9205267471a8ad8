/* result_read.c - result files back into data sets. Reads what result_write.c writes and refuses everything else, naming what is
 * wrong.
 * Invariant: nothing a file says about sizes is used before it is checked against `limit`, the most that a file of its length can
 * hold; no link is followed out of the file. HDF5 1.10 itself can crash on damaged bytes (its heap of texts has no checksum), so
 * it only gets to see a sealed file whose seal holds; a file made with intent, or changed by another tool, passes without. */
#include "result_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_kind.h"
#include "fnv.h"
#include "hdf5_trap.h"
#include "result_seal.h"

enum {
    NAME_BYTES = 256,
    OBJECTS_MAX = 65536,
    INFLATION_MAX = 1100,  /* deflate reaches 1032 to 1 */
    SLACK_BYTES = 1 << 20, /* names, tables and blocks of the data set itself */
    DATA_TYPE_UNKNOWN = -1
};

#define MEMORY_MAX  ((size_t) 1 << 31)
#define HDF5_FAILED (-1) /* the trap knows why */
static const unsigned char SIGNATURE[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
static const char BARE_DIMENSION[] = "This is a netCDF dimension but not a netCDF variable";

/* A dimension as pass one finds it: under its own number, in any order. */
typedef struct {
    char name[NAME_BYTES]; /* "" = not found yet */
    hsize_t size;
} found_dim_t;

typedef struct {
    const char *path;
    ccs_dataset_t *out;
    ccs_err_t *err;
    size_t limit; /* bytes that out->arena may hand out */
    bool has_seal;
    hid_t file, text, scalar;
    size_t n_objects;
    found_dim_t *dims; /* [n_objects] */
} reader_t;

/* A dataset in hand. */
typedef struct {
    char name[NAME_BYTES];
    hid_t id;
    bool is_scale, is_bare;
    int32_t dim; /* of a scale */
    int rank;
    hsize_t size[CCS_DATA_MAX_DIMS];
} object_t;

#define REFUSE(r, at, ...) ccs_err_set((r)->err, CCS_ERR_SCENARIO, (r)->path, at, __VA_ARGS__)

static int no_memory(const reader_t *r)
{
    return ccs_err_set(r->err, CCS_ERR_NOMEM, r->path, NULL, "out of memory");
}

/* --- before HDF5 sees the file ---------------------------------------------------------------------------------------------- */

static int cannot_read(const char *path, int why, ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "cannot read: %s", strerror(why));
}

/* What the superblock and the seal say about the file; `n` bytes of it are in `head`. */
static int check_head(const char *path, const unsigned char *head, size_t n, uint64_t size, ccs_err_t *err)
{
    if (n == 0) return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is empty");
    if (memcmp(head, SIGNATURE, n < sizeof SIGNATURE ? n : sizeof SIGNATURE) != 0)
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "is no HDF5 file, so no result of ccsim; a scenario is simulated first: ccsim run FILE -o FILE.h5");
    if (n < CCS_SUPERBLOCK_BYTES)
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is truncated: %llu bytes", (unsigned long long) size);
    if (head[8] == 2 && size < ccs_superblock_length(head))
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is truncated: %llu bytes of %llu", (unsigned long long) size,
            (unsigned long long) ccs_superblock_length(head));
    return 0;
}

/* The sum over the file as far as its superblock says, against the seal behind it. */
static int check_seal(const char *path, int fd, uint64_t length, ccs_err_t *err)
{
    unsigned char bytes[1 << 14], seal[CCS_SEAL_BYTES], made[CCS_SEAL_BYTES];
    uint64_t sum = CCS_FNV_START;

    for (uint64_t at = 0; at < length;) {
        const uint64_t left = length - at;
        const ssize_t n = pread(fd, bytes, left < sizeof bytes ? (size_t) left : sizeof bytes, (off_t) at);

        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return cannot_read(path, n == 0 ? EIO : errno, err);
        sum = ccs_fnv1a(sum, bytes, (size_t) n);
        at += (uint64_t) n;
    }
    const ssize_t n = pread(fd, seal, sizeof seal, (off_t) length);

    if (n < 0) return cannot_read(path, errno, err);
    ccs_seal_make(made, sum);
    if (n == sizeof seal && memcmp(seal, made, sizeof seal) == 0) return 0;
    return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is damaged: its bytes do not match its checksum");
}

static int check_bytes(const char *path, int fd, uint64_t size, bool *has_seal, ccs_err_t *err)
{
    unsigned char head[CCS_SUPERBLOCK_BYTES];
    const ssize_t n = pread(fd, head, sizeof head, 0);
    int ret = 0;

    if (n < 0) return cannot_read(path, errno, err);
    CCS_TRY(check_head(path, head, (size_t) n, size, err));
    /* A tool that has changed the file has dropped the seal with it: check_sealed sees that. */
    *has_seal = head[8] == 2 && size > ccs_superblock_length(head);
    if (*has_seal) CCS_TRY(check_seal(path, fd, ccs_superblock_length(head), err));
out:
    return ret;
}

static int probe(const char *path, uint64_t *size, bool *has_seal, ccs_err_t *err)
{
    struct stat st;

    if (stat(path, &st) != 0) return cannot_read(path, errno, err);
    if (S_ISDIR(st.st_mode)) return ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "is a folder");
    if (!S_ISREG(st.st_mode)) return ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "is no regular file");
    const int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) return cannot_read(path, errno, err);
    *size = (uint64_t) st.st_size;
    const int ret = check_bytes(path, fd, *size, has_seal, err);

    (void) close(fd);
    return ret;
}

/* --- memory ----------------------------------------------------------------------------------------------------------------- */

static bool fits(const reader_t *r, size_t bytes)
{
    const size_t used = r->out->arena.total;

    return used <= r->limit && bytes <= r->limit - used;
}

/* HDF5 puts the texts of a variable straight into the arena. */
static void *allocate_text(size_t n, void *data)
{
    const reader_t *r = data;

    return fits(r, n) ? ccs_arena_alloc(&r->out->arena, n) : NULL;
}

static void keep_text(void *text, void *data)
{
    (void) text;
    (void) data;
}

/* --- attributes ------------------------------------------------------------------------------------------------------------- */

static int kind_of(hid_t type)
{
    const H5T_class_t class = H5Tget_class(type);
    const size_t size = H5Tget_size(type);

    if (class == H5T_FLOAT && size == 8) return CCS_DATA_F64;
    if (class == H5T_INTEGER && H5Tget_sign(type) == H5T_SGN_NONE && size == 8) return CCS_DATA_U64;
    if (class == H5T_INTEGER && H5Tget_sign(type) == H5T_SGN_NONE && size == 4) return CCS_DATA_U32;
    if (class == H5T_STRING && H5Tis_variable_str(type) > 0) return CCS_DATA_TEXT;
    return DATA_TYPE_UNKNOWN;
}

static int attribute_kind(hid_t attribute)
{
    const hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    const int kind = type >= 0 && space >= 0 && H5Sget_simple_extent_npoints(space) == 1 ? kind_of(type) : DATA_TYPE_UNKNOWN;

    ccs_hdf5_release(space);
    ccs_hdf5_release(type);
    return kind;
}

/* @param text  owned by the arena; NULL after an error */
static int take_text(const reader_t *r, hid_t attribute, const char **text)
{
    char *raw = NULL;
    int ret = 0;

    *text = NULL;
    if (H5Aread(attribute, r->text, &raw) < 0) return HDF5_FAILED;
    if (raw && !fits(r, strlen(raw) + 1)) ret = REFUSE(r, NULL, "is damaged: it claims more text than it can hold");
    else if (!(*text = ccs_arena_strdup(&r->out->arena, raw ? raw : ""))) ret = no_memory(r);
    (void) H5Dvlen_reclaim(r->text, r->scalar, H5P_DEFAULT, &raw);
    return ret;
}

/* A text attribute that may be absent: then NULL. */
static int optional_text(const reader_t *r, const object_t *o, const char *name, const char **text)
{
    int ret = HDF5_FAILED;

    *text = NULL;
    const htri_t there = H5Aexists(o->id, name);

    if (there <= 0) return there < 0 ? HDF5_FAILED : 0;
    const hid_t attribute = H5Aopen(o->id, name, H5P_DEFAULT);

    if (attribute >= 0 && attribute_kind(attribute) == CCS_DATA_TEXT) ret = take_text(r, attribute, text);
    else if (attribute >= 0) ret = REFUSE(r, o->name, "has an attribute %s that is no text", name);
    ccs_hdf5_release(attribute);
    return ret;
}

/* n integers, no more and no fewer. */
static int take_integers(const reader_t *r, const object_t *o, const char *name, size_t n, int32_t *values)
{
    const hid_t attribute = H5Aopen(o->id, name, H5P_DEFAULT);
    const hid_t space = attribute >= 0 ? H5Aget_space(attribute) : H5I_INVALID_HID;
    const hid_t type = attribute >= 0 ? H5Aget_type(attribute) : H5I_INVALID_HID;
    int ret = HDF5_FAILED;

    if (space < 0 || type < 0) goto out;
    if (H5Tget_class(type) != H5T_INTEGER || H5Sget_simple_extent_npoints(space) != (hssize_t) n)
        ret = REFUSE(r, o->name, "has an attribute %s of the wrong shape", name);
    else if (H5Aread(attribute, H5T_NATIVE_INT32, values) >= 0) ret = 0;
out:
    ccs_hdf5_release(type);
    ccs_hdf5_release(space);
    ccs_hdf5_release(attribute);
    return ret;
}

static int take_attribute(const reader_t *r, hid_t attribute, const char *name)
{
    const char *text = NULL;
    uint64_t u64 = 0;
    double f64 = 0;
    int ret = 0;

    switch (attribute_kind(attribute)) {
    case CCS_DATA_F64:
        if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &f64) < 0) return HDF5_FAILED;
        ccs_dataset_set_f64(r->out, name, f64);
        break;
    case CCS_DATA_U64:
    case CCS_DATA_U32:
        if (H5Aread(attribute, H5T_NATIVE_UINT64, &u64) < 0) return HDF5_FAILED;
        ccs_dataset_set_u64(r->out, name, u64);
        break;
    case CCS_DATA_TEXT:
        CCS_TRY(take_text(r, attribute, &text));
        ccs_dataset_set_text(r->out, name, text);
        break;
    default: return REFUSE(r, name, "is an attribute of an unknown type");
    }
out:
    return ret;
}

static herr_t on_attribute(hid_t object, const char *name, const H5A_info_t *info, void *data)
{
    const reader_t *r = data;

    (void) info;
    if (strcmp(name, "_NCProperties") == 0 || strcmp(name, CCS_SEALED) == 0) return 0;
    if (!fits(r, strlen(name))) return (herr_t) REFUSE(r, NULL, "is damaged: it claims more attributes than it can hold");
    const hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    const int ret = attribute >= 0 ? take_attribute(r, attribute, name) : HDF5_FAILED;

    ccs_hdf5_release(attribute);
    return (herr_t) ret;
}

/* The mark of our own files, first of all: a foreign file is called foreign, not damaged. */
static int check_format(const reader_t *r)
{
    const htri_t there = H5Aexists(r->file, "ccsim_format");
    uint64_t format = 0;

    if (there < 0) return HDF5_FAILED;
    if (!there) return REFUSE(r, NULL, "is an HDF5 file, but no result of ccsim");
    const hid_t attribute = H5Aopen(r->file, "ccsim_format", H5P_DEFAULT);
    int ret = HDF5_FAILED;

    if (attribute >= 0 && attribute_kind(attribute) != CCS_DATA_U64) ret = REFUSE(r, "ccsim_format", "is no 64-bit number");
    else if (attribute >= 0 && H5Aread(attribute, H5T_NATIVE_UINT64, &format) >= 0) ret = 0;
    ccs_hdf5_release(attribute);
    if (ret == 0 && (format < CCS_RESULT_FORMAT_OLDEST || format > CCS_RESULT_FORMAT))
        return REFUSE(r, NULL, "has format %llu; this ccsim reads %d to %d: %s", (unsigned long long) format,
            CCS_RESULT_FORMAT_OLDEST, CCS_RESULT_FORMAT,
            format > CCS_RESULT_FORMAT ? "a newer one wrote it" : "an older one wrote it; run its scenario again");
    return ret;
}

/* A file that was sealed and has no seal is not what ccsim wrote: another tool has changed it, or somebody wants that not to be seen. */
static int check_sealed(const reader_t *r)
{
    const htri_t sealed = H5Aexists(r->file, CCS_SEALED);

    if (sealed < 0) return HDF5_FAILED;
    if (!sealed || r->has_seal) return 0;
    return REFUSE(r, NULL, "has lost its checksum: another program has changed it. Where that was meant, delete its attribute %s",
        CCS_SEALED);
}

/* --- objects ---------------------------------------------------------------------------------------------------------------- */

/* Bytes of the dataset itself, not elsewhere on the disk. */
static int check_storage(const reader_t *r, const object_t *o)
{
    const hid_t layout = H5Dget_create_plist(o->id);
    int ret = HDF5_FAILED;

    if (layout < 0) goto out;
    const H5D_layout_t kind = H5Pget_layout(layout);
    const bool inside =
        kind == H5D_COMPACT || kind == H5D_CHUNKED || (kind == H5D_CONTIGUOUS && H5Pget_external_count(layout) == 0);

    ret = inside ? 0 : REFUSE(r, o->name, "keeps its data outside of the file");
out:
    ccs_hdf5_release(layout);
    return ret;
}

static int take_shape(const reader_t *r, object_t *o)
{
    const hid_t space = H5Dget_space(o->id);
    int ret = HDF5_FAILED;

    if (space < 0) goto out;
    o->rank = H5Sget_simple_extent_ndims(space);
    if (o->rank < 0 || o->rank > CCS_DATA_MAX_DIMS)
        ret = REFUSE(r, o->name, "has %d dimensions; at most %d are known", o->rank, CCS_DATA_MAX_DIMS);
    else if (H5Sget_simple_extent_type(space) == H5S_NULL) ret = REFUSE(r, o->name, "has no shape");
    else if (o->rank == 0 || H5Sget_simple_extent_dims(space, o->size, NULL) >= 0) ret = 0;
out:
    ccs_hdf5_release(space);
    return ret;
}

static int take_scale(const reader_t *r, object_t *o)
{
    const htri_t numbered = H5Aexists(o->id, "_Netcdf4Dimid");
    char label[sizeof BARE_DIMENSION] = "";
    int ret = 0;

    o->is_scale = numbered > 0;
    if (numbered <= 0) return numbered < 0 ? HDF5_FAILED : 0;
    if (o->rank != 1) return REFUSE(r, o->name, "is a dimension of rank %d", o->rank);
    CCS_TRY(take_integers(r, o, "_Netcdf4Dimid", 1, &o->dim));
    if (o->dim < 0 || (size_t) o->dim >= r->n_objects)
        return REFUSE(r, o->name, "is dimension %d, which cannot be", (int) o->dim);
    const hid_t attribute = H5Aopen(o->id, "NAME", H5P_DEFAULT), type = H5Tcopy(H5T_C_S1);

    /* HDF5 cuts the text to the size that is asked for. */
    if (attribute < 0 || attribute_kind(attribute) == CCS_DATA_TEXT || H5Tset_size(type, sizeof label) < 0 ||
        H5Aread(attribute, type, label) < 0)
        ret = HDF5_FAILED;
    ccs_hdf5_release(type);
    ccs_hdf5_release(attribute);
    label[sizeof label - 1] = '\0';
    o->is_bare = strcmp(label, BARE_DIMENSION) == 0;
out:
    return ret;
}

/* Opens the i-th object; o->id is the caller's to release, also after an error. */
static int open_object(const reader_t *r, size_t i, object_t *o)
{
    H5L_info_t link;
    const ssize_t n =
        H5Lget_name_by_idx(r->file, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, (hsize_t) i, o->name, sizeof o->name, H5P_DEFAULT);
    int ret = 0;

    o->id = H5I_INVALID_HID;
    if (n <= 0) return HDF5_FAILED;
    if ((size_t) n >= sizeof o->name) return REFUSE(r, o->name, "is too long a name");
    if (H5Lget_info(r->file, o->name, &link, H5P_DEFAULT) < 0) return HDF5_FAILED;
    if (link.type != H5L_TYPE_HARD) return REFUSE(r, o->name, "is a link, which no result has");
    o->id = H5Oopen(r->file, o->name, H5P_DEFAULT);
    if (o->id < 0) return HDF5_FAILED;
    if (H5Iget_type(o->id) != H5I_DATASET) return REFUSE(r, o->name, "is no variable");
    CCS_TRY(check_storage(r, o));
    CCS_TRY(take_shape(r, o));
    CCS_TRY(take_scale(r, o));
out:
    return ret;
}

/* --- pass one: dimensions --------------------------------------------------------------------------------------------------- */

static int find_dim(const reader_t *r, size_t i)
{
    object_t o = {0};
    int ret = 0;

    CCS_TRY(open_object(r, i, &o));
    if (!o.is_scale) goto out;
    found_dim_t *dim = &r->dims[o.dim];

    if (dim->name[0]) CCS_TRY(REFUSE(r, o.name, "has the same number as dimension %s", dim->name));
    memcpy(dim->name, o.name, sizeof dim->name);
    dim->size = o.size[0];
out:
    ccs_hdf5_release(o.id);
    return ret;
}

static int take_dims(const reader_t *r)
{
    int ret = 0;

    for (size_t i = 0; i < r->n_objects; i++) CCS_TRY(find_dim(r, i));
    for (size_t i = 0; i < r->n_objects && r->dims[i].name[0]; i++)
        if (ccs_dataset_add_dim(r->out, r->dims[i].name, (size_t) r->dims[i].size) == CCS_DATA_NONE) CCS_TRY(no_memory(r));
    for (size_t i = r->out->n_dims; i < r->n_objects; i++)
        if (r->dims[i].name[0]) CCS_TRY(REFUSE(r, r->dims[i].name, "is a dimension, but one with a lower number is missing"));
out:
    return ret;
}

/* --- pass two: variables ---------------------------------------------------------------------------------------------------- */

static int check_dims(const reader_t *r, const object_t *o, const int32_t *ids, uint32_t *dims)
{
    for (int d = 0; d < o->rank; d++) {
        if (ids[d] < 0 || (size_t) ids[d] >= r->out->n_dims)
            return REFUSE(r, o->name, "lies over dimension %d, which is not there", (int) ids[d]);
        dims[d] = (uint32_t) ids[d];
        if (r->dims[dims[d]].size != o->size[d])
            return REFUSE(r, o->name, "has %llu values along %s, which has %llu", (unsigned long long) o->size[d],
                r->dims[dims[d]].name, (unsigned long long) r->dims[dims[d]].size);
    }
    return 0;
}

/* Whether the cells of a variable may be allocated. */
static bool affordable(const reader_t *r, const object_t *o)
{
    size_t bytes = sizeof(double);

    for (int d = 0; d < o->rank; d++)
        if (o->size[d] == 0) return true;
    for (int d = 0; d < o->rank; d++) {
        if (o->size[d] > r->limit / bytes) return false;
        bytes *= (size_t) o->size[d];
    }
    return fits(r, bytes);
}

static int variable_kind(const object_t *o)
{
    const hid_t type = H5Dget_type(o->id);
    const int kind = type >= 0 ? kind_of(type) : DATA_TYPE_UNKNOWN;

    ccs_hdf5_release(type);
    return kind;
}

static int take_texts(const reader_t *r, const object_t *o, const char **texts, size_t n)
{
    const hid_t transfer = H5Pcreate(H5P_DATASET_XFER);
    reader_t lender = *r;
    int ret = HDF5_FAILED;

    if (transfer >= 0 && H5Pset_vlen_mem_manager(transfer, allocate_text, &lender, keep_text, &lender) >= 0 &&
        H5Dread(o->id, r->text, H5S_ALL, H5S_ALL, transfer, texts) >= 0)
        ret = 0;
    for (size_t i = 0; i < n; i++)
        if (!texts[i]) texts[i] = "";
    ccs_hdf5_release(transfer);
    return ret;
}

static int take_cells(const reader_t *r, const object_t *o, const ccs_variable_t *v)
{
    herr_t status = 0;

    if (v->n == 0) return 0;
    switch (v->type) {
    case CCS_DATA_F64: status = H5Dread(o->id, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, v->data.f64); break;
    case CCS_DATA_U64: status = H5Dread(o->id, H5T_NATIVE_UINT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, v->data.u64); break;
    case CCS_DATA_U32: status = H5Dread(o->id, H5T_NATIVE_UINT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, v->data.u32); break;
    case CCS_DATA_TEXT: return take_texts(r, o, v->data.text, v->n);
    }
    return status < 0 ? HDF5_FAILED : 0;
}

static int read_variable(const reader_t *r, const object_t *o)
{
    int32_t ids[CCS_DATA_MAX_DIMS] = {0};
    uint32_t dims[CCS_DATA_MAX_DIMS] = {0};
    const int kind = variable_kind(o);
    int ret = 0;

    if (kind == DATA_TYPE_UNKNOWN) return REFUSE(r, o->name, "is of an unknown type");
    if (o->rank) CCS_TRY(take_integers(r, o, "_Netcdf4Coordinates", (size_t) o->rank, ids));
    CCS_TRY(check_dims(r, o, ids, dims));
    if (!affordable(r, o)) return REFUSE(r, o->name, "is damaged: it claims more values than the file can hold");
    ccs_variable_t *v = ccs_dataset_add(r->out, o->name, (enum ccs_data_type) kind, dims, (uint32_t) o->rank);

    if (!v) return no_memory(r);
    CCS_TRY(optional_text(r, o, "units", &v->units));
    CCS_TRY(optional_text(r, o, "long_name", &v->long_name));
    CCS_TRY(take_cells(r, o, v));
out:
    return ret;
}

/* Fails with the name of the object that it was at. */
static int take_variable(const reader_t *r, size_t i, const ccs_hdf5_trap_t *trap)
{
    object_t o = {0};
    int ret = open_object(r, i, &o);

    if (ret == 0 && !o.is_bare) ret = read_variable(r, &o);
    if (ret == HDF5_FAILED) ret = REFUSE(r, o.name, "is damaged: %s", trap->text);
    ccs_hdf5_release(o.id);
    return ret;
}

/* --- the whole -------------------------------------------------------------------------------------------------------------- */

static int open_reader(reader_t *r)
{
    const hid_t access_list = H5Pcreate(H5P_FILE_ACCESS);

    if (access_list < 0) return HDF5_FAILED;
    (void) H5Pset_fclose_degree(access_list, H5F_CLOSE_STRONG);
    /* Results are replaced by renaming, never changed in place: no lock is needed, and some network folders have none. */
    (void) H5Pset_file_locking(access_list, false, true);
    r->file = H5Fopen(r->path, H5F_ACC_RDONLY, access_list);
    ccs_hdf5_release(access_list);
    r->scalar = H5Screate(H5S_SCALAR);
    r->text = H5Tcopy(H5T_C_S1);
    if (r->file < 0 || r->scalar < 0 || r->text < 0) return HDF5_FAILED;
    return H5Tset_size(r->text, H5T_VARIABLE) < 0 || H5Tset_cset(r->text, H5T_CSET_UTF8) < 0 ? HDF5_FAILED : 0;
}

static void close_reader(reader_t *r)
{
    ccs_hdf5_release(r->text);
    ccs_hdf5_release(r->scalar);
    if (r->file >= 0) (void) H5Fclose(r->file);
    free(r->dims);
}

static int count_objects(reader_t *r)
{
    H5G_info_t info;

    if (H5Gget_info(r->file, &info) < 0) return HDF5_FAILED;
    if (info.nlinks > OBJECTS_MAX)
        return REFUSE(r, NULL, "is damaged: it claims %llu variables", (unsigned long long) info.nlinks);
    r->n_objects = (size_t) info.nlinks;
    r->dims = calloc(r->n_objects + 1, sizeof *r->dims);
    return r->dims ? 0 : no_memory(r);
}

static int read_all(reader_t *r, const ccs_hdf5_trap_t *trap)
{
    hsize_t start = 0;
    int ret = 0;

    CCS_TRY(open_reader(r));
    CCS_TRY(check_format(r));
    CCS_TRY(check_sealed(r));
    CCS_TRY(count_objects(r));
    CCS_TRY((int) H5Aiterate2(r->file, H5_INDEX_CRT_ORDER, H5_ITER_INC, &start, on_attribute, r));
    CCS_TRY(take_dims(r));
    for (size_t i = 0; i < r->n_objects; i++) CCS_TRY(take_variable(r, i, trap));
    if (r->out->out_of_memory) ret = no_memory(r);
out:
    return ret;
}

size_t ccs_result_limit(uint64_t file_bytes)
{
    return file_bytes < MEMORY_MAX / INFLATION_MAX ? (size_t) file_bytes * INFLATION_MAX + SLACK_BYTES : MEMORY_MAX;
}

int ccs_result_read(const char *path, ccs_dataset_t *out, ccs_err_t *err)
{
    reader_t r = {.path = path, .out = out, .err = err, .file = -1, .text = -1, .scalar = -1};
    ccs_hdf5_trap_t trap;
    uint64_t size = 0;

    *out = (ccs_dataset_t){0};
    int ret = probe(path, &size, &r.has_seal, err);

    if (ret == 0) ret = ccs_late_library_load(&ccs_late_hdf5, CCS_ERR_INPUT, path, err);
    if (ret) return ret;
    r.limit = ccs_result_limit(size);
    ccs_hdf5_trap_begin(&trap);
    ret = read_all(&r, &trap);
    if (ret < 0 && trap.truncated) ret = REFUSE(&r, NULL, "is truncated: %s", trap.text);
    else if (ret < 0) ret = REFUSE(&r, NULL, "is damaged: %s", trap.text);
    close_reader(&r);
    ccs_hdf5_trap_end(&trap);
    return ret;
}

bool ccs_result_looks_like(const char *path)
{
    return ccs_file_kind_of_bytes(path) == CCS_FILE_RESULT;
}
