package io.sextant.api.planning;

import io.sextant.api.measurement.Measurements;
import io.sextant.planner.calibration.MeasuredPoint;
import io.sextant.planner.calibration.MeasuredProfile;
import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Calibrates profiles by what was measured of them, and remembers the latest: a fit takes longer than a plan. */
@Component
class Calibrations {
    private static final int MOST_REMEMBERED = 500;

    private final Measurements measurements;
    private final Map<Key, MeasuredProfile> remembered = new Remembered();

    Calibrations(Measurements measurements) {
        this.measurements = measurements;
    }

    /** The points are part of the key, so a new upload is never answered from memory. */
    private record Key(GpuProduct gpu, ModelArchitecture model, EngineProfile profile, List<MeasuredPoint> points) {}

    @SuppressWarnings("serial")
    private static final class Remembered extends LinkedHashMap<Key, MeasuredProfile> {
        Remembered() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, MeasuredProfile> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }

    /** What is expected of this model's profiles as of now. */
    PerformanceSource ofModel(ModelArchitecture model) {
        return MeasuredProfiles.of(measurements.ofModel(model.id()), this::performance);
    }

    private PerformanceModel performance(
            GpuProduct gpu,
            ModelArchitecture model,
            EngineProfile profile,
            List<MeasuredPoint> points,
            Workload workload) {
        return calibrated(new Key(gpu, model, profile, points))
                .performance(gpu, model, profile, workload, Learnt.shipped());
    }

    private MeasuredProfile calibrated(Key key) {
        synchronized (remembered) {
            MeasuredProfile known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        MeasuredProfile fitted =
                MeasuredProfile.of(key.gpu(), key.model(), key.profile(), key.points(), Learnt.shipped());
        synchronized (remembered) {
            remembered.put(key, fitted);
        }
        return fitted;
    }
}
