package io.sextant.web.quotas;

import java.util.List;

/** One pool of the tree page, parents before their children. */
record PoolView(String id, String title, List<StandingView> rows) {}
