# open.R - a result file: its axes are read at once, each of its variables when a table first needs it, and kept. R closes the file with the last result of it.

# Texts of a file are UTF-8 whatever the locale; a text that is empty comes as NA from the library.
texts <- function(x) {
  x <- as.vector(x)
  x[is.na(x)] <- ""
  Encoding(x) <- "UTF-8"
  x
}

# The library prints a note for each 64-bit number that it turns into a double: none of those read here is above 2^53.
quietly <- function(expression) {
  value <- NULL
  utils::capture.output(value <- suppressWarnings(expression))
  value
}

# Variables of a result by name, of those that it has. The file stays open as long as somebody has the result: to open it costs a third of a second.
fetch <- function(x, names) {
  names <- intersect(names, x$file_variables)
  for (name in setdiff(names, ls(x$kept)))
    assign(name, quietly(ncdf4::ncvar_get(x$kept$.file, name, collapse_degen = FALSE)), envir = x$kept)
  mget(names, envir = x$kept)
}

variable <- function(x, name) fetch(x, name)[[name]]

# Names along a dimension, which are a variable of its own name.
axis_of <- function(file, name) {
  if (!name %in% names(file$dim)) return(character(0))
  texts(file$dim[[name]]$vals)
}

ccsim_open <- function(path) {
  if (length(path) != 1 || !is.character(path)) stop("path: one file name is wanted", call. = FALSE)
  if (!file.exists(path)) stop(path, ": there is no such file", call. = FALSE)
  file <- tryCatch(quietly(ncdf4::nc_open(path)), error = function(e) stop(path, ": no result of ccsim: ", conditionMessage(e), call. = FALSE))
  kept <- new.env(parent = emptyenv())
  kept$.file <- file
  reg.finalizer(kept, function(e) ncdf4::nc_close(e$.file), onexit = TRUE)
  attribute <- function(name) {
    found <- quietly(ncdf4::ncatt_get(file, 0, name))
    if (found$hasatt) found$value else NULL
  }
  if (is.null(attribute("ccsim_format"))) stop(path, ": no result of ccsim", call. = FALSE)
  is_study <- identical(attribute("kind"), "study") || "factor" %in% names(file$dim)
  self <- list(path = path, is_study = is_study, title = attribute("title"), confidence = as.numeric(attribute("confidence")),
    version = attribute(if (is_study) "version" else "ccsim_version"), file_variables = names(file$var))
  if (is_study) self$set <- as.integer(attribute("set"))
  self$kept <- kept
  self$axes <- stats::setNames(lapply(names(file$dim), function(name) axis_of(file, name)), names(file$dim))
  if (!is_study) {
    self$mode <- attribute("mode")
    self$seed <- attribute("seed_text")
    self$configs <- texts(file$dim$config$vals)
  }
  structure(self, class = "ccsim_result")
}

of_result <- function(x) {
  if (is.character(x)) x <- ccsim_open(x)
  if (!inherits(x, "ccsim_result")) stop("a result of ccsim_open(), or the name of a file, is wanted", call. = FALSE)
  if (x$is_study) stop(x$path, ": is a study: ccsim_study() reads it", call. = FALSE)
  x
}

# Names that are asked for, of those that there are.
chosen <- function(asked, known, what) {
  if (is.null(asked)) return(known)
  unknown <- setdiff(asked, known)
  if (length(unknown) > 0) {
    far <- utils::adist(unknown[1], known, ignore.case = TRUE)[1, ]
    near <- known[far == min(far) & far <= max(2, nchar(unknown[1]) %/% 3)]
    stop(what, " ", unknown[1], ": not in the result; ", if (length(near) > 0) paste0("did you mean ", near[1], "?")
      else paste0("there are ", paste(utils::head(known, 8), collapse = ", ")), call. = FALSE)
  }
  asked
}

print.ccsim_result <- function(x, ...) {
  if (x$is_study) {
    cat("study of ccsim: ", x$title, "\n", length(x$axes$point), " points, responses ", paste(x$axes$response, collapse = ", "), "\n", sep = "")
  } else {
    n <- as.vector(variable(x, "config_replications"))
    cat("result of ccsim: ", x$title, "\n", paste0(x$configs, " (", n, " replications)", collapse = ", "), "\nseed ", x$seed, ", intervals at ",
      100 * x$confidence, " %\n", sep = "")
    rests <- unique(texts(variable(x, "config_intervals")))
    if (any(nzchar(rests))) cat(rests, sep = "\n")
  }
  invisible(x)
}

summary.ccsim_result <- function(object, ...) {
  if (object$is_study) return(ccsim_study(object))
  ccsim_figures(object, metric = intersect(c("offered", "service_level", "abandonment_rate", "asa_s", "occupancy"), object$axes$metric))
}

as.data.frame.ccsim_result <- function(x, ...) if (x$is_study) ccsim_study(x) else ccsim_figures(x)
