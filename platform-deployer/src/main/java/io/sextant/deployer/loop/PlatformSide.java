package io.sextant.deployer.loop;

import io.sextant.deployer.feed.InventoryReporter;
import io.sextant.deployer.feed.ObservationReporter;

/** All through which the loop hears from the platform and tells it. */
public record PlatformSide(Outlook outlook, ObservationReporter observations, InventoryReporter inventory) {}
