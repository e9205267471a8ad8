# What Bioconductor's rhdf5 reads from results; test_r.sh gives the files. R turns dimensions round.
library(rhdf5)
files <- commandArgs(trailingOnly = TRUE)

wait <- h5read(files[1], "wait_s")
stopifnot(identical(dim(wait), c(2L, 21L, 3L, 7L)), is.nan(wait[1]), all.equal(wait[2:11], 2.385 * 1:10), sum(is.na(wait)) == 81)
stopifnot(identical(as.vector(h5read(files[1], "type")), c("balance", "Crédits à 0 %", "")))
stopifnot(all(h5read(files[1], "agents") == (0:62)^2), h5read(files[1], "confidence") == 0.95)
wait <- H5Dopen(file <- H5Fopen(files[1], "H5F_ACC_RDONLY"), "wait_s")
units <- H5Aopen(wait, "units")
stopifnot(H5Aread(units) == "s")
H5Aclose(units)
H5Dclose(wait)
H5Fclose(file)

offered <- h5read(files[2], "offered")
stopifnot(offered[h5read(files[2], "entity") == "all"] == 419)
stopifnot(identical(as.vector(h5read(files[2], "time"))[1:3], c(32400, 34200, 36000)))
