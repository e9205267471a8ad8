# run.R - the program does the work; what it says goes into the error where it fails.

ccsim_program <- function() {
  told <- Sys.getenv("CCSIM_PROGRAM")
  found <- if (nzchar(told)) told else unname(Sys.which("ccsim"))
  if (!nzchar(found)) stop("the program ccsim is not in the PATH: say where it is, Sys.setenv(CCSIM_PROGRAM = \"...\")", call. = FALSE)
  found
}

whole <- function(x, name) {
  if (!is.numeric(x) || length(x) != 1 || is.na(x) || x < 0 || x != floor(x)) stop(name, ": must be a whole number", call. = FALSE)
  format(x, scientific = FALSE)
}

# c(run.seed = 3, "types.*.talk.mean*" = 1.1), or texts as --set takes them
sets_of <- function(set) {
  if (length(set) == 0) return(character(0))
  name <- names(set)
  text <- vapply(set, function(value) if (is.numeric(value)) format(value, digits = 15, scientific = FALSE) else as.character(value), "")
  if (!is.null(name)) text <- ifelse(nzchar(name), paste0(name, "=", text), text)
  as.vector(rbind("--set", unname(text)))
}

call_program <- function(command, scenario, arguments, output) {
  if (!file.exists(scenario)) stop(scenario, ": there is no such file", call. = FALSE)
  said <- tempfile()
  on.exit(unlink(said))
  status <- system2(ccsim_program(), shQuote(c(command, scenario, "--force", "-o", output, arguments)), stdout = FALSE, stderr = said)
  text <- paste(readLines(said, warn = FALSE), collapse = "\n")
  if (status != 0 || !file.exists(output)) stop("ccsim ", command, " ended with status ", status, "\n", text, call. = FALSE)
  warnings <- grep("warning: ", strsplit(text, "\n", fixed = TRUE)[[1]], fixed = TRUE, value = TRUE)
  if (length(warnings) > 0) warning(paste(warnings, collapse = "\n"), call. = FALSE)
  ccsim_open(output)
}

amounts <- function(replications, seed, threads) {
  c(if (!is.null(replications)) c("--replications", whole(replications, "replications")), if (!is.null(seed)) c("--seed", whole(seed, "seed")),
    if (!is.null(threads)) c("--threads", whole(threads, "threads")))
}

ccsim_run <- function(scenario, replications = NULL, set = NULL, what_if = NULL, seed = NULL, threads = NULL, output = tempfile(fileext = ".h5")) {
  call_program("run", scenario, c(amounts(replications, seed, threads), sets_of(set), as.vector(rbind(rep("--what-if", length(what_if)), what_if))), output)
}

ccsim_compare <- function(scenario, what_if, replications = NULL, set = NULL, seed = NULL, threads = NULL, output = tempfile(fileext = ".h5")) {
  if (length(what_if) == 0) stop("what_if: one change or more is wanted, such as \"staff +2\"", call. = FALSE)
  named <- if (is.null(names(what_if))) what_if else ifelse(nzchar(names(what_if)), paste0(names(what_if), ": ", what_if), what_if)
  call_program("compare", scenario, c(amounts(replications, seed, threads), sets_of(set), as.vector(rbind("--what-if", unname(named)))), output)
}

ccsim_sweep <- function(scenario, vary, replications = NULL, metric = NULL, threads = NULL, output = tempfile(fileext = ".h5")) {
  if (is.list(vary) || (is.numeric(vary) && !is.null(names(vary))))
    vary <- vapply(names(vary), function(name) paste0(name, "=", paste(format(unlist(vary[[name]]), trim = TRUE, digits = 15), collapse = ",")), "")
  call_program("sweep", scenario, c(amounts(replications, NULL, threads), as.vector(rbind("--vary", unname(vary))),
    if (!is.null(metric)) c("--metric", paste(metric, collapse = ","))), output)
}
