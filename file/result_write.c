/* result_write.c - a data set as a netCDF-4-shaped HDF5 file. HDF5 builds the image of the file in memory, which is then written
 * by one plain loop (file_write.c). HDF5's own file drivers would lose errno, and after a full disk could neither close nor
 * forget the file; the image costs the size of the file, and results are a few megabytes.
 * Invariant: the image depends on the data set alone: no times, no names of files, no bytes that nobody set. The shape is that of
 * netCDF-4 ("NetCDF-4 Format" in the netCDF C library's file format specification) and of HDF5's dimension scales. The scales'
 * attributes are written here, each once: the high-level library rewrites a scale's list of users at every attachment. */
#include "result_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file_kind.h"
#include "file_write.h"
#include "fnv.h"
#include "hdf5_trap.h"
#include "result_seal.h"

enum {
    CONTIGUOUS_BYTES =
        4096, /* up to here a variable lies in one piece: no chunk index, no filter. Never compact: R's ncdf4 refuses that */
    CHUNK_BYTES = 1 << 18,      /* several chunks fit HDF5's default cache of 1 MB */
    IMAGE_STEP_BYTES = 1 << 18, /* by which the image grows */
    TEXT_CELL_BYTES = 16        /* a variable-length string in the file: length, heap, index */
};

#define HDF5_FAILED (-1) /* the trap knows why */

/* What HDF5's memory driver keeps of a file; ours once it has closed the file. */
typedef struct {
    unsigned char *bytes; /* malloc'ed */
    size_t cap, n;
} image_t;

typedef struct {
    const ccs_dataset_t *data;
    const char *at; /* the variable or attribute in hand, for messages */
    hid_t file, scalar, text, reference_list, back_reference;
    hobj_ref_t *scale_of; /* [dimension] */
    hobj_ref_t *place_of; /* [variable] */
} writer_t;

/* One entry of a scale's REFERENCE_LIST. Filled after memset: its padding goes into the file. */
typedef struct {
    hobj_ref_t dataset;
    int32_t dimension;
} back_reference_t;

/* --- attributes ------------------------------------------------------------------------------------------------------------- */

static int put(hid_t object, const char *name, hid_t type, hid_t space, const void *value)
{
    const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    const int ret = attribute >= 0 && H5Awrite(attribute, type, value) >= 0 ? 0 : HDF5_FAILED;

    ccs_hdf5_release(attribute);
    return ret;
}

static int put_list(hid_t object, const char *name, hid_t type, size_t n, const void *values)
{
    const hid_t space = H5Screate_simple(1, &(hsize_t){n}, NULL);
    const int ret = space >= 0 ? put(object, name, type, space, values) : HDF5_FAILED;

    ccs_hdf5_release(space);
    return ret;
}

static int put_text(const writer_t *w, hid_t object, const char *name, const char *value)
{
    return put(object, name, w->text, w->scalar, &value);
}

/* The house-keeping attributes of netCDF and of dimension scales are ASCII of fixed length, and their readers insist. */
static int put_label(const writer_t *w, hid_t object, const char *name, const char *value)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    const int ret =
        type >= 0 && H5Tset_size(type, strlen(value) + 1) >= 0 ? put(object, name, type, w->scalar, value) : HDF5_FAILED;

    ccs_hdf5_release(type);
    return ret;
}

static int put_attribute(const writer_t *w, const ccs_attribute_t *a)
{
    switch (a->type) {
    case CCS_DATA_F64: return put(w->file, a->name, H5T_IEEE_F64LE, w->scalar, &a->f64);
    case CCS_DATA_U64: return put(w->file, a->name, H5T_STD_U64LE, w->scalar, &a->u64);
    case CCS_DATA_U32: return put(w->file, a->name, H5T_STD_U32LE, w->scalar, &(uint32_t){(uint32_t) a->u64});
    case CCS_DATA_TEXT: return put_text(w, w->file, a->name, a->text);
    }
    return HDF5_FAILED;
}

/* --- dimension scales ------------------------------------------------------------------------------------------------------- */

static bool is_coordinate(const ccs_dataset_t *data, const ccs_variable_t *v)
{
    return v->n_dims == 1 && strcmp(data->dims[v->dims[0]].name, v->name) == 0;
}

static bool has_coordinate(const ccs_dataset_t *data, uint32_t dim)
{
    const ccs_variable_t *v = ccs_dataset_find(data, data->dims[dim].name);

    return v && v->n_dims == 1 && v->dims[0] == dim;
}

static size_t count_users(const ccs_dataset_t *data, uint32_t dim)
{
    size_t n = 0;

    for (size_t i = 0; i < data->n_variables; i++)
        for (uint32_t d = 0; d < data->variables[i].n_dims; d++)
            n += data->variables[i].dims[d] == dim && !is_coordinate(data, &data->variables[i]);
    return n;
}

static int put_back_references(const writer_t *w, hid_t scale, uint32_t dim)
{
    const ccs_dataset_t *data = w->data;
    const size_t n = count_users(data, dim);
    back_reference_t *users = calloc(n + 1, sizeof *users);
    int ret = users ? 0 : CCS_ERR_NOMEM;

    for (size_t i = 0, k = 0; users && i < data->n_variables; i++) {
        const ccs_variable_t *v = &data->variables[i];

        if (is_coordinate(data, v)) continue;
        for (uint32_t d = 0; d < v->n_dims; d++) {
            if (v->dims[d] != dim) continue;
            users[k].dataset = w->place_of[i];
            users[k++].dimension = (int32_t) d;
        }
    }
    if (ret == 0 && n) ret = put_list(scale, "REFERENCE_LIST", w->back_reference, n, users);
    free(users);
    return ret;
}

/* Makes an open dataset the scale of a dimension. */
static int make_scale(writer_t *w, hid_t dataset, uint32_t dim, const char *label)
{
    int ret = 0;

    CCS_TRY(put_label(w, dataset, "CLASS", "DIMENSION_SCALE"));
    CCS_TRY(put_label(w, dataset, "NAME", label));
    CCS_TRY(put(dataset, "_Netcdf4Dimid", H5T_STD_I32LE, w->scalar, &(int32_t){(int32_t) dim}));
    if (H5Rcreate(&w->scale_of[dim], w->file, w->at, H5R_OBJECT, -1) < 0) ret = HDF5_FAILED;
out:
    return ret;
}

/* --- datasets --------------------------------------------------------------------------------------------------------------- */

static hid_t file_type(const writer_t *w, enum ccs_data_type type)
{
    switch (type) {
    case CCS_DATA_F64: return H5T_IEEE_F64LE;
    case CCS_DATA_U64: return H5T_STD_U64LE;
    case CCS_DATA_U32: return H5T_STD_U32LE;
    case CCS_DATA_TEXT: return w->text;
    }
    return H5I_INVALID_HID;
}

static hid_t memory_type(const writer_t *w, enum ccs_data_type type)
{
    switch (type) {
    case CCS_DATA_F64: return H5T_NATIVE_DOUBLE;
    case CCS_DATA_U64: return H5T_NATIVE_UINT64;
    case CCS_DATA_U32: return H5T_NATIVE_UINT32;
    case CCS_DATA_TEXT: return w->text;
    }
    return H5I_INVALID_HID;
}

static size_t cell_bytes(enum ccs_data_type type)
{
    switch (type) {
    case CCS_DATA_F64:
    case CCS_DATA_U64: return 8;
    case CCS_DATA_U32: return 4;
    case CCS_DATA_TEXT: return TEXT_CELL_BYTES;
    }
    return 0;
}

static hid_t new_layout(void)
{
    const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);

    if (layout < 0 || H5Pset_obj_track_times(layout, false) < 0 ||
        H5Pset_attr_creation_order(layout, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) < 0) {
        ccs_hdf5_release(layout);
        return H5I_INVALID_HID;
    }
    return layout;
}

static herr_t set_chunks(hid_t layout, const hsize_t *size, uint32_t n_dims, size_t bytes)
{
    hsize_t chunk[CCS_DATA_MAX_DIMS];

    for (uint32_t d = 0; d < n_dims; d++) chunk[d] = size[d];
    /* Halved along the slowest dimension: a reader of one replication or one day then inflates little else. */
    for (uint32_t d = 0; d < n_dims && bytes > CHUNK_BYTES; d++)
        while (bytes > CHUNK_BYTES && chunk[d] > 1) {
            bytes = bytes / (size_t) chunk[d] * (size_t) ((chunk[d] + 1) / 2);
            chunk[d] = (chunk[d] + 1) / 2;
        }
    if (H5Pset_chunk(layout, (int) n_dims, chunk) < 0 || H5Pset_shuffle(layout) < 0) return -1;
    return H5Pset_deflate(layout, 1);
}

static herr_t shape_layout(hid_t layout, const ccs_variable_t *v, const hsize_t *size)
{
    const size_t bytes = v->n * cell_bytes(v->type);

    if (v->type == CCS_DATA_F64 && H5Pset_fill_value(layout, H5T_NATIVE_DOUBLE, &(double){(double) NAN}) < 0) return -1;
    if (bytes <= CONTIGUOUS_BYTES) return H5Pset_layout(layout, H5D_CONTIGUOUS);
    return set_chunks(layout, size, v->n_dims, bytes);
}

static hid_t create(const writer_t *w, const ccs_variable_t *v)
{
    hsize_t size[CCS_DATA_MAX_DIMS] = {0};

    for (uint32_t d = 0; d < v->n_dims; d++) size[d] = w->data->dims[v->dims[d]].size;
    const hid_t space = v->n_dims ? H5Screate_simple((int) v->n_dims, size, NULL) : H5Screate(H5S_SCALAR);
    const hid_t layout = new_layout();
    hid_t dataset = H5I_INVALID_HID;

    if (space >= 0 && layout >= 0 && shape_layout(layout, v, size) >= 0)
        dataset = H5Dcreate2(w->file, v->name, file_type(w, v->type), space, H5P_DEFAULT, layout, H5P_DEFAULT);
    ccs_hdf5_release(layout);
    ccs_hdf5_release(space);
    return dataset;
}

static int put_description(const writer_t *w, hid_t dataset, const ccs_variable_t *v)
{
    int32_t ids[CCS_DATA_MAX_DIMS] = {0};
    int ret = 0;

    for (uint32_t d = 0; d < v->n_dims; d++) ids[d] = (int32_t) v->dims[d];
    /* The dimensions by number too, as netCDF does: its readers then need not chase the references. */
    if (v->n_dims) CCS_TRY(put_list(dataset, "_Netcdf4Coordinates", H5T_STD_I32LE, v->n_dims, ids));
    if (v->type == CCS_DATA_F64) CCS_TRY(put_list(dataset, "_FillValue", H5T_IEEE_F64LE, 1, &(double){(double) NAN}));
    if (v->units) CCS_TRY(put_text(w, dataset, "units", v->units));
    if (v->long_name) CCS_TRY(put_text(w, dataset, "long_name", v->long_name));
out:
    return ret;
}

static int put_variable(writer_t *w, size_t i)
{
    const ccs_variable_t *v = &w->data->variables[i];
    int ret = HDF5_FAILED;

    w->at = v->name;
    const hid_t dataset = create(w, v);

    if (dataset < 0) goto out;
    if (v->n && H5Dwrite(dataset, memory_type(w, v->type), H5S_ALL, H5S_ALL, H5P_DEFAULT, v->data.any) < 0) goto out;
    if (H5Rcreate(&w->place_of[i], w->file, v->name, H5R_OBJECT, -1) < 0) goto out;
    if (is_coordinate(w->data, v)) CCS_TRY(make_scale(w, dataset, v->dims[0], v->name));
    CCS_TRY(put_description(w, dataset, v));
out:
    ccs_hdf5_release(dataset);
    return ret;
}

/* A dimension without a coordinate: an empty scale, which netCDF knows by the text of its name. */
static int put_bare_dimension(writer_t *w, uint32_t dim)
{
    char label[80];
    int ret = HDF5_FAILED;

    w->at = w->data->dims[dim].name;
    snprintf(label, sizeof label, "This is a netCDF dimension but not a netCDF variable.%10zu", w->data->dims[dim].size);
    const hid_t space = H5Screate_simple(1, &(hsize_t){w->data->dims[dim].size}, NULL);
    const hid_t layout = new_layout();
    const hid_t dataset = space >= 0 && layout >= 0
        ? H5Dcreate2(w->file, w->at, H5T_IEEE_F32BE, space, H5P_DEFAULT, layout, H5P_DEFAULT)
        : H5I_INVALID_HID;

    if (dataset >= 0) ret = make_scale(w, dataset, dim, label);
    ccs_hdf5_release(dataset);
    ccs_hdf5_release(layout);
    ccs_hdf5_release(space);
    return ret;
}

/* References from a variable to its scales and back can only be written when all have their places. */
static int put_scales_of_variable(writer_t *w, const ccs_variable_t *v)
{
    hvl_t lists[CCS_DATA_MAX_DIMS];
    int ret = HDF5_FAILED;

    if (v->n_dims == 0 || is_coordinate(w->data, v)) return 0;
    w->at = v->name;
    for (uint32_t d = 0; d < v->n_dims; d++) lists[d] = (hvl_t){.len = 1, .p = &w->scale_of[v->dims[d]]};
    const hid_t dataset = H5Dopen2(w->file, v->name, H5P_DEFAULT);

    if (dataset >= 0) ret = put_list(dataset, "DIMENSION_LIST", w->reference_list, v->n_dims, lists);
    ccs_hdf5_release(dataset);
    return ret;
}

static int put_users_of_scale(writer_t *w, uint32_t dim)
{
    w->at = w->data->dims[dim].name;
    const hid_t scale = H5Dopen2(w->file, w->at, H5P_DEFAULT);
    const int ret = scale >= 0 ? put_back_references(w, scale, dim) : HDF5_FAILED;

    ccs_hdf5_release(scale);
    return ret;
}

/* --- the image -------------------------------------------------------------------------------------------------------------- */

static int put_all(writer_t *w)
{
    const ccs_dataset_t *data = w->data;
    int ret = 0;

    w->at = "_NCProperties";
    /* Netcdf's mark of origin; neither its version nor HDF5's, which would make bytes depend on what is installed. */
    CCS_TRY(put_label(w, w->file, w->at, "version=2,ccsim=1"));
    w->at = CCS_SEALED;
    CCS_TRY(put(w->file, w->at, H5T_STD_U32LE, w->scalar, &(uint32_t){1}));
    for (size_t i = 0; i < data->n_attributes; i++) {
        w->at = data->attributes[i].name;
        CCS_TRY(put_attribute(w, &data->attributes[i]));
    }
    for (uint32_t d = 0; d < data->n_dims; d++)
        if (!has_coordinate(data, d)) CCS_TRY(put_bare_dimension(w, d));
    for (size_t i = 0; i < data->n_variables; i++) CCS_TRY(put_variable(w, i));
    for (size_t i = 0; i < data->n_variables; i++) CCS_TRY(put_scales_of_variable(w, &data->variables[i]));
    for (uint32_t d = 0; d < data->n_dims; d++) CCS_TRY(put_users_of_scale(w, d));
out:
    return ret;
}

/* The driver's buffer is taken from it as the file closes: H5Fget_file_image, the documented way, leaves a wrong checksum in a
 * superblock of version 2 (HDF5 1.10.8), would need the bytes twice, and ends before the file is trimmed. */
static void *grow_image(void *bytes, size_t size, H5FD_file_image_op_t op, void *data)
{
    image_t *image = data;
    void *grown = realloc(bytes, size);

    (void) op;
    if (grown) image->cap = size;
    return grown;
}

static herr_t keep_image(void *bytes, H5FD_file_image_op_t op, void *data)
{
    image_t *image = data;

    if (op == H5FD_FILE_IMAGE_OP_FILE_CLOSE) image->bytes = bytes;
    else free(bytes);
    return 0;
}

/* All copies of the access list speak of the same image. */
static void *same_image(void *data)
{
    return data;
}

static herr_t drop_nothing(void *data)
{
    (void) data;
    return 0;
}

static herr_t set_memory_driver(hid_t access_list, image_t *image)
{
    H5FD_file_image_callbacks_t hooks = {.image_realloc = grow_image,
        .image_free = keep_image,
        .udata_copy = same_image,
        .udata_free = drop_nothing,
        .udata = image};

    if (H5Pset_fapl_core(access_list, IMAGE_STEP_BYTES, false) < 0) return -1;
    return H5Pset_file_image_callbacks(access_list, &hooks);
}

static hid_t new_file(image_t *image)
{
    const hid_t creation = H5Pcreate(H5P_FILE_CREATE), access_list = H5Pcreate(H5P_FILE_ACCESS);
    const unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    hid_t file = H5I_INVALID_HID;

    if (creation >= 0 && access_list >= 0 && H5Pset_obj_track_times(creation, false) >= 0 &&
        H5Pset_link_creation_order(creation, order) >= 0 && H5Pset_attr_creation_order(creation, order) >= 0 &&
        H5Pset_libver_bounds(access_list, H5F_LIBVER_V18, H5F_LIBVER_V18) >= 0 &&
        H5Pset_fclose_degree(access_list, H5F_CLOSE_STRONG) >= 0 && set_memory_driver(access_list, image) >= 0)
        file = H5Fcreate("ccsim", H5F_ACC_TRUNC, creation, access_list); /* a name in memory only */
    ccs_hdf5_release(access_list);
    ccs_hdf5_release(creation);
    return file;
}

static int open_writer(writer_t *w, image_t *image)
{
    w->file = new_file(image);
    w->scalar = H5Screate(H5S_SCALAR);
    w->text = H5Tcopy(H5T_C_S1);
    w->reference_list = H5Tvlen_create(H5T_STD_REF_OBJ);
    w->back_reference = H5Tcreate(H5T_COMPOUND, sizeof(back_reference_t));
    w->scale_of = calloc(w->data->n_dims + 1, sizeof *w->scale_of);
    w->place_of = calloc(w->data->n_variables + 1, sizeof *w->place_of);
    if (!w->scale_of || !w->place_of) return CCS_ERR_NOMEM;
    if (w->file < 0 || w->scalar < 0 || w->text < 0 || w->reference_list < 0 || w->back_reference < 0) return HDF5_FAILED;
    if (H5Tset_size(w->text, H5T_VARIABLE) < 0 || H5Tset_cset(w->text, H5T_CSET_UTF8) < 0) return HDF5_FAILED;
    if (H5Tinsert(w->back_reference, "dataset", offsetof(back_reference_t, dataset), H5T_STD_REF_OBJ) < 0) return HDF5_FAILED;
    if (H5Tinsert(w->back_reference, "dimension", offsetof(back_reference_t, dimension), H5T_NATIVE_INT32) < 0)
        return HDF5_FAILED;
    return 0;
}

static void close_writer(writer_t *w)
{
    ccs_hdf5_release(w->back_reference);
    ccs_hdf5_release(w->reference_list);
    ccs_hdf5_release(w->text);
    ccs_hdf5_release(w->scalar);
    if (w->file >= 0) (void) H5Fclose(w->file);
    free(w->place_of);
    free(w->scale_of);
}

/* Closes the file, cuts the driver's buffer, which is larger, to the length that the superblock states, and seals it. */
static int finish_image(writer_t *w, image_t *image)
{
    const hid_t file = w->file;

    w->file = H5I_INVALID_HID;
    if (H5Fclose(file) < 0 || !image->bytes || image->cap < CCS_SUPERBLOCK_BYTES) return HDF5_FAILED;
    const uint64_t n = ccs_superblock_length(image->bytes);

    if (n < CCS_SUPERBLOCK_BYTES || n > image->cap) return HDF5_FAILED;
    image->n = (size_t) n + CCS_SEAL_BYTES;
    unsigned char *sealed = realloc(image->bytes, image->n);

    if (!sealed) return CCS_ERR_NOMEM;
    image->bytes = sealed;
    ccs_seal_make(sealed + n, ccs_fnv1a(CCS_FNV_START, sealed, (size_t) n));
    return 0;
}

/* Names come from the code, so a bad one is a bug: one that HDF5 takes for a path, or two things of one name where netCDF knows
 * only dimensions and their coordinates. */
static void check_names(const ccs_dataset_t *data)
{
    for (size_t i = 0; i < data->n_variables; i++) {
        const ccs_variable_t *v = &data->variables[i];

        CCS_BUG_IF(v->name[0] == '\0' || strchr(v->name, '/'));
        CCS_BUG_IF(ccs_dataset_find(data, v->name) != v);
        CCS_BUG_IF(!is_coordinate(data, v) && ccs_dataset_find_dim(data, v->name) != CCS_DATA_NONE);
    }
    for (uint32_t d = 0; d < data->n_dims; d++) {
        CCS_BUG_IF(data->dims[d].name[0] == '\0' || strchr(data->dims[d].name, '/'));
        CCS_BUG_IF(ccs_dataset_find_dim(data, data->dims[d].name) != d);
    }
}

/* @param image  its bytes are the caller's to free, also after an error */
static int build_image(const ccs_dataset_t *data, const char *path, image_t *image, ccs_err_t *err)
{
    writer_t w = {.data = data, .at = "", .file = -1, .scalar = -1, .text = -1, .reference_list = -1, .back_reference = -1};
    ccs_hdf5_trap_t trap;
    int ret = 0;

    check_names(data);
    ccs_hdf5_trap_begin(&trap);
    CCS_TRY(open_writer(&w, image));
    CCS_TRY(put_all(&w));
    w.at = "";
    CCS_TRY(finish_image(&w, image));
out:
    if (ret == CCS_ERR_NOMEM || (ret && trap.no_memory))
        ret = ccs_err_set(err, CCS_ERR_NOMEM, path, w.at, "no memory for the result");
    else if (ret) ret = ccs_err_set(err, CCS_ERR_WRITE, path, w.at, "HDF5 failed: %s", trap.text);
    close_writer(&w);
    ccs_hdf5_trap_end(&trap);
    return ret;
}

/* --- the operations --------------------------------------------------------------------------------------------------------- */

int ccs_result_check_target(const char *path, bool force, ccs_err_t *err)
{
    int ret;

    CCS_TRY(ccs_file_check_target(path, force, err));
    CCS_TRY(ccs_file_check_kind(path, CCS_FILE_RESULT, err)); /* --force is for results: a scenario named by mistake stays */
    CCS_TRY(ccs_late_library_load(&ccs_late_hdf5, CCS_ERR_CREATE, path, err));
out:
    return ret;
}

int ccs_result_write(const ccs_dataset_t *data, const char *path, bool force, ccs_err_t *err)
{
    image_t image = {0};
    int ret = 0;

    if (data->out_of_memory) return ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "out of memory");
    CCS_TRY(ccs_result_check_target(path, force, err));
    CCS_TRY(build_image(data, path, &image, err));
    CCS_TRY(ccs_file_write(path, force, image.bytes, image.n, err));
out:
    free(image.bytes);
    return ret;
}
