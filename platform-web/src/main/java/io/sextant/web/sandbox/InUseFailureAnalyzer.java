package io.sextant.web.sandbox;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class InUseFailureAnalyzer extends AbstractFailureAnalyzer<DataDirectory.InUse> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataDirectory.InUse cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Stop that process first, or start this one with another directory:\n"
                        + "    SEXTANT_DATA_DIR=<directory> mvn spring-boot:run",
                cause);
    }
}
