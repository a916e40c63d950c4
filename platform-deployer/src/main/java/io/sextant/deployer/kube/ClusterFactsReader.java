package io.sextant.deployer.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.deployer.cluster.ClusterFacts;
import io.sextant.deployer.kube.survey.SurveyReader;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the API server's version, which shows that it answers, and now and then surveys the cluster. */
public final class ClusterFactsReader {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterFactsReader.class);

    private final KubernetesClient client;
    private final SurveyReader surveys;
    private final Duration surveyPeriod;
    private SurveyReader.@Nullable Taken taken;
    private long takenAtNanos;

    public ClusterFactsReader(KubernetesClient client, SurveyReader surveys, Duration surveyPeriod) {
        this.client = client;
        this.surveys = surveys;
        this.surveyPeriod = surveyPeriod;
    }

    /** Asks the API server; throws when it does not answer. */
    public ClusterFacts read() {
        String version = client.getKubernetesVersion().getGitVersion();
        SurveyReader.Taken latest = survey();
        return new ClusterFacts(
                Objects.requireNonNullElse(version, "unknown"),
                latest.nimOperatorVersion(),
                latest.survey().storage().stream()
                        .map(ClusterSurvey.StorageOffer::name)
                        .toList(),
                latest.survey());
    }

    /** An operator that starts will soon have started. */
    private static boolean isSettled(SurveyReader.Taken survey) {
        return !Boolean.FALSE.equals(survey.survey().nimOperator().running());
    }

    /** A survey that fails half-way leaves the one before it, which is better than half of one. */
    private SurveyReader.Taken survey() {
        SurveyReader.Taken held = taken;
        if (held != null && isSettled(held) && System.nanoTime() - takenAtNanos < surveyPeriod.toNanos()) {
            return held;
        }
        try {
            SurveyReader.Taken next = surveys.take();
            taken = next;
            takenAtNanos = System.nanoTime();
            return next;
        } catch (RuntimeException e) {
            if (held == null) {
                throw e;
            }
            LOG.atDebug().addKeyValue("cause", e.toString()).log("Cannot survey the cluster, trying again");
            return held;
        }
    }
}
