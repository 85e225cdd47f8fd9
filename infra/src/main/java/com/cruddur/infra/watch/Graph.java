package com.cruddur.infra.watch;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;

/** A graph of the dashboard. */
final class Graph {

    /** Of the dashboard's 24 columns. */
    private static final int WIDTH = 8;

    private Graph() {}

    static IWidget of(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(WIDTH)
                .build();
    }
}
