# What CRAN's hdf5r reads from results; test_r.sh gives the files. R turns dimensions round.
library(hdf5r)
files <- commandArgs(trailingOnly = TRUE)

file <- H5File$new(files[1], "r")
wait <- file[["wait_s"]][, , , ]
stopifnot(identical(dim(wait), c(2L, 21L, 3L, 7L)), is.nan(wait[1]), all.equal(wait[2:11], 2.385 * 1:10), sum(is.na(wait)) == 81)
stopifnot(identical(file[["type"]][], c("balance", "Crédits à 0 %", "")))
stopifnot(all(file[["agents"]][, ] == (0:62)^2), file[["confidence"]][] == 0.95)
stopifnot(h5attr(file[["wait_s"]], "units") == "s", h5attr(file, "scenario_text") == "title = \"Crédits\";\nrun: { seed = 1; };\n")
file$close_all()

file <- H5File$new(files[2], "r")
stopifnot(file[["offered"]][, 1][file[["entity"]][] == "all"] == 419)
stopifnot(identical(file[["time"]][1:3], c(32400, 34200, 36000)))
file$close_all()
