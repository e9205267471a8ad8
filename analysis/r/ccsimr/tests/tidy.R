# Every table against the numbers of the program, which CCSIM_PROGRAM names; without it nothing is run. Base R alone.
library(ccsimr)
program <- Sys.getenv("CCSIM_PROGRAM")
if (!nzchar(program)) {
  cat("skipped: CCSIM_PROGRAM is not set\n")
  quit(status = 0)
}
fails <- function(expression, says) {
  message <- tryCatch({ force(expression); "" }, error = conditionMessage)
  if (!grepl(says, message, fixed = TRUE)) stop("expected an error with \"", says, "\", got \"", message, "\"")
}
folder <- tempfile()
dir.create(folder)
scenario <- file.path(folder, "day.cfg")
writeLines(c("title = \"Kréditos\"; clock: { open = \"08:00-10:00\"; };",
  "types: { calls: { arrivals: { per_hour = 60; }; talk = { dist = \"exponential\"; mean = \"3 min\"; };",
  "  patience = { dist = \"exponential\"; mean = \"3 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; }; };",
  "groups: { desk: { staff = 4; }; };"), scenario, useBytes = TRUE)

result <- ccsim_run(scenario, replications = 20, seed = 3, output = file.path(folder, "day.h5"))
stopifnot(inherits(result, "ccsim_result"), identical(result$seed, "3"), identical(result$mode, "day"))

figures <- ccsim_figures(result)
offered <- figures[figures$metric == "offered" & figures$entity == "all", ]
stopifnot(nrow(offered) == 1, offered$low < offered$mean, offered$mean < offered$high, !anyNA(figures$mean))
stopifnot(abs(offered$mean - 120) < 5 * sqrt(120 / 20), offered$unit == "1")

# Means are those of the replications, to the last bits; ratios are sums over sums.
values <- ccsim_by_replication(result, c("offered", "service_level"), "all")
stopifnot(nrow(values) == 40, identical(sort(unique(values$replication)), 1:20))
count <- values[values$metric == "offered", ]
level <- values[values$metric == "service_level", ]
stopifnot(abs(mean(count$value) - offered$mean) < 1e-9)
told <- ccsim_figures(result, "service_level", "all")$mean
stopifnot(abs(sum(level$value * level$weight) / sum(level$weight) - told) < 1e-12)

# Intervals add up to the run, and have their times.
cells <- ccsim_by_interval(result, "offered", "all")
open <- cells[format(cells$begins, "%H:%M") < "10:00", ]
stopifnot(identical(open$interval[1:2], c("2026-03-02T08:00", "2026-03-02T08:30")) || nrow(open) == 4, abs(sum(cells$mean) - offered$mean) < 1e-9)

# Quantiles are those of the replications.
quantiles <- ccsim_quantiles(result, "offered", "all")
stopifnot(identical(quantiles$probability, c(0.1, 0.25, 0.5, 0.75, 0.9)), !is.unsorted(quantiles$value))
stopifnot(quantiles$value[3] >= min(count$value), quantiles$value[3] <= max(count$value))

metrics <- ccsim_metrics(result)
stopifnot(metrics$unit[metrics$metric == "asa_s"] == "s", all(nzchar(metrics$text)))
stopifnot(identical(ccsim_figures(file.path(folder, "day.h5")), figures), nrow(summary(result)) > 0, nrow(as.data.frame(result)) == nrow(figures))
stopifnot(any(grepl("20 replications", capture.output(print(result)), fixed = TRUE)))

# A changed scenario; what replications drawn together say.
more <- ccsim_run(scenario, replications = 5, set = c("groups.desk.staff" = 6, "run.seed" = 4))
stopifnot(identical(more$seed, "4"), ccsim_figures(more, "scheduled_agents", "all")$mean == 6)

both <- ccsim_compare(scenario, c("two more" = "groups.desk.staff+=2"), replications = 20)
difference <- ccsim_figures(both, "service_level", "all")
stopifnot(identical(both$configs, c("day", "two more")), nrow(difference) == 2)
stopifnot(is.na(difference$difference[1]), abs(difference$difference[2] - diff(difference$mean)) < 1e-9, difference$difference_half_width[2] > 0)

# Replications that are drawn together, and a warning of the program, which is one of R.
sets <- ccsim_run(scenario, replications = 100, set = c("run.variance" = "stratified"))
drawn <- ccsim_by_replication(sets, "offered", "all")
stopifnot(identical(drawn$set, rep(1:10, each = 10)), is.null(count$set))
said <- tryCatch(ccsim_run(scenario, replications = 20, set = c("run.variance" = "stratified")), warning = conditionMessage)
stopifnot(grepl("rest on 2 sets of 10 replications and may be too short", said, fixed = TRUE))
study <- ccsim_study(ccsim_sweep(scenario, list(volume = c(0.9, 1)), replications = 100, metric = "offered"))
stopifnot(identical(as.numeric(study$replications), c(100, 100)))

study <- ccsim_study(ccsim_sweep(scenario, list(volume = c(0.9, 1, 1.1)), replications = 3, metric = c("offered", "occupancy")))
stopifnot(nrow(study) == 6, identical(unique(study$volume), c(0.9, 1, 1.1)), !is.unsorted(study$mean[study$response == "offered"]))

fails(ccsim_figures(result, "no_such_figure"), "metric no_such_figure: not in the result; there are ")
fails(ccsim_figures(result, "service_levle"), "did you mean service_level?")
fails(ccsim_figures(result, "offered", "type/callls"), "did you mean type/calls?")
fails(ccsim_open(file.path(folder, "none.h5")), "there is no such file")
fails(ccsim_open(scenario), "no result of ccsim")
fails(ccsim_run(scenario, replications = 1.5), "replications: must be a whole number")
fails(ccsim_run(scenario, set = c("types.calls.talk.mean" = -3)), "types.calls.talk.mean")
fails(ccsim_study(result), "the file of a study is wanted")
cat("ccsimr: all is well\n")
