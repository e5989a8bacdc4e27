// LIBLINEAR learns linear models; what Swift needs beside its own header is what differs between its releases.
#include <linear.h>
#include <stddef.h>

// L1-regularized logistic regression whose constant is a column like any other: from 2.40 on that has to be said.
static inline struct parameter jobmatch_l1_logistic(double cost, double tolerance) {
  struct parameter parameter = {0};
  parameter.solver_type = L1R_LR;
  parameter.C = cost;
  parameter.eps = tolerance;
  parameter.p = 0.1;
#if LIBLINEAR_VERSION >= 240
  parameter.nu = 0.5;
  parameter.regularize_bias = 1;
#endif
  return parameter;
}
