# figures.R - tidy tables: a row for each figure. Arrays of the library have their first index vary fastest, and so has expand.grid.

metrics_of <- function(x) {
  data.frame(metric = x$axes$metric, unit = texts(variable(x, "metric_unit")), kind = texts(variable(x, "metric_kind")), text = texts(variable(x, "metric_text")),
    sense = as.vector(variable(x, "metric_sense")), margin = as.vector(variable(x, "metric_margin")), stringsAsFactors = FALSE)
}

ccsim_metrics <- function(result) metrics_of(of_result(result))

# Rows of one metric over the axes given, with the variables that stand beside it.
rows_of <- function(x, metric, suffix, axes) {
  name <- paste0(metric, suffix)
  around <- paste0(name, c("", "_half_width", "_low", "_high", "_difference", "_difference_half_width"))
  found <- fetch(x, around)
  if (is.null(found[[name]])) return(NULL)
  rows <- expand.grid(c(x$axes[axes], list(config = x$configs)), stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
  rows <- data.frame(config = rows$config, metric = rep(metric, nrow(rows)), rows[axes], unit = texts(variable(x, "metric_unit"))[match(metric, x$axes$metric)], stringsAsFactors = FALSE)
  rows$mean <- as.vector(found[[name]])
  for (beside in c("half_width", "low", "high", "difference", "difference_half_width")) {
    value <- found[[paste0(name, "_", beside)]]
    if (!is.null(value) || !startsWith(beside, "difference")) rows[[beside]] <- if (is.null(value)) NA_real_ else as.vector(value)
  }
  rows
}

# Tables of several metrics, of which some have no differences.
bind <- function(tables) {
  tables <- Filter(Negate(is.null), tables)
  if (length(tables) == 0) return(data.frame())
  columns <- unique(unlist(lapply(tables, names)))
  tables <- lapply(tables, function(table) {
    for (column in setdiff(columns, names(table))) table[[column]] <- NA_real_
    table[columns]
  })
  all <- do.call(rbind, tables)
  rownames(all) <- NULL
  all
}

defined <- function(rows, entity) {
  if (nrow(rows) == 0) return(rows)
  rows <- rows[!is.nan(rows$mean) & !is.na(rows$mean) & rows$entity %in% entity, , drop = FALSE]
  rownames(rows) <- NULL
  rows
}

ccsim_figures <- function(result, metric = NULL, entity = NULL) {
  x <- of_result(result)
  metric <- chosen(metric, x$axes$metric, "metric")
  entity <- chosen(entity, x$axes$entity, "entity")
  defined(bind(lapply(metric, function(m) rows_of(x, m, "", "entity"))), entity)
}

# Intervals are local times of the centre: as texts, and as times without a zone in UTC, so that R does not move them.
ccsim_by_interval <- function(result, metric = NULL, entity = NULL) {
  x <- of_result(result)
  if (length(x$axes$interval) == 0) stop(x$path, ": a steady state has no intervals", call. = FALSE)
  metric <- chosen(metric, x$axes$metric, "metric")
  entity <- chosen(entity, x$axes$entity, "entity")
  rows <- defined(bind(lapply(metric, function(m) rows_of(x, m, "_by_interval", c("interval", "entity")))), entity)
  if (nrow(rows) > 0) rows$begins <- as.POSIXct(rows$interval, format = "%Y-%m-%dT%H:%M", tz = "UTC")
  rows
}

ccsim_by_replication <- function(result, metric = NULL, entity = NULL) {
  x <- of_result(result)
  metric <- chosen(metric, x$axes$metric, "metric")
  entity <- chosen(entity, x$axes$entity, "entity")
  m <- match(metric, x$axes$metric)
  e <- match(entity, x$axes$entity)
  value <- variable(x, "value_by_replication")[m, e, , , drop = FALSE]
  weight <- variable(x, "weight_by_replication")[m, e, , , drop = FALSE]
  number <- as.integer(x$axes$replication)
  at <- expand.grid(metric = metric, entity = entity, observation = seq_len(dim(value)[3]), config = x$configs, stringsAsFactors = FALSE,
    KEEP.OUT.ATTRS = FALSE)
  rows <- data.frame(config = at$config, metric = at$metric, entity = at$entity, replication = number[at$observation],
    batch = as.vector(variable(x, "batch"))[at$observation], value = as.vector(value), weight = as.vector(weight), stringsAsFactors = FALSE)
  if ("config_set" %in% x$file_variables) {
    drawn <- as.vector(variable(x, "config_set"))[match(at$config, x$configs)] > 1
    set <- variable(x, "independent_batch")[cbind(at$observation, match(at$config, x$configs))]
    rows$set <- ifelse(drawn, as.integer(set), NA_integer_)
  }
  rows <- rows[!is.na(rows$value) & rows$weight > 0, , drop = FALSE]
  rownames(rows) <- NULL
  rows
}

ccsim_quantiles <- function(result, metric = NULL, entity = NULL) {
  x <- of_result(result)
  metric <- chosen(metric, x$axes$metric, "metric")
  entity <- chosen(entity, x$axes$entity, "entity")
  value <- variable(x, "value_quantile")[, match(entity, x$axes$entity), match(metric, x$axes$metric), , drop = FALSE]
  at <- expand.grid(probability = as.numeric(x$axes$probability), entity = entity, metric = metric, config = x$configs, stringsAsFactors = FALSE,
    KEEP.OUT.ATTRS = FALSE)
  rows <- data.frame(at[c("config", "metric", "entity", "probability")], value = as.vector(value), stringsAsFactors = FALSE)
  rows <- rows[!is.na(rows$value), , drop = FALSE]
  rownames(rows) <- NULL
  rows
}

# A row for each response of each point, the levels of the factors beside it.
ccsim_study <- function(study) {
  x <- if (is.character(study)) ccsim_open(study) else study
  if (!inherits(x, "ccsim_result") || !x$is_study) stop("the file of a study is wanted, or what ccsim_open() made of it", call. = FALSE)
  level <- variable(x, "level")
  at <- expand.grid(response = x$axes$response, number = seq_len(dim(level)[2]), stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
  levels <- stats::setNames(lapply(seq_along(x$axes$factor), function(f) level[f, at$number]), x$axes$factor)
  data.frame(point = as.integer(x$axes$point)[at$number], levels, response = at$response, unit = texts(variable(x, "response_unit"))[match(at$response, x$axes$response)],
    replications = as.vector(variable(x, "replications"))[at$number] * max(1L, x$set), mean = as.vector(variable(x, "mean")), low = as.vector(variable(x, "low")),
    high = as.vector(variable(x, "high")), stringsAsFactors = FALSE, check.names = FALSE)
}
