/** What Kubernetes itself does in the sandbox: scheduling, kubelets, and the controllers of workloads and volumes. */
@NullMarked
package io.sextant.sandbox.scheduler;

import org.jspecify.annotations.NullMarked;
