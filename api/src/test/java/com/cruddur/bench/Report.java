package com.cruddur.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Prints tables, and writes them as Markdown and their curves as SVG into a folder. */
final class Report {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;

    private final String name;
    private final Path folder;
    private final PrintStream out;
    private final StringBuilder text = new StringBuilder();

    /** @param name of the files */
    Report(String name, Path folder, PrintStream out) {
        this.name = name;
        this.folder = folder;
        this.out = out;
    }

    /** A curve: the y values belong to the x values of the same place. */
    record Curve(String name, List<Double> x, List<Double> y) {}

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    void say(String line) {
        out.println(line);
        text.append(line).append('\n');
        write(name + ".md", text.toString());
    }

    /** @param rows each as long as the head */
    void table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        int[] widths = new int[head.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        say("");
        say(line(head, widths));
        say(line(head.stream().map(cell -> "---").toList(), widths));
        rows.forEach(row -> say(line(row, widths)));
        say("");
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(' ')
                    .append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(" |");
        }
        return line.toString();
    }

    void plot(String title, Map<String, String> axes, List<Curve> curves) {
        plot(title, axes, curves, false);
    }

    /** @param isLogarithmic whether the x axis is */
    void plot(String title, Map<String, String> axes, List<Curve> curves, boolean isLogarithmic) {
        axes.forEach((x, y) -> {
            XYChart chart = new XYChartBuilder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .title(title)
                    .xAxisTitle(x)
                    .yAxisTitle(y)
                    .build();
            chart.getStyler().setXAxisLogarithmic(isLogarithmic);
            curves.forEach(
                    curve -> chart.addSeries(curve.name(), curve.x(), curve.y()).setMarker(SeriesMarkers.CIRCLE));
            save(chart);
        });
    }

    /** @param series a value for each of the names */
    void bars(String title, String axis, List<String> names, Map<String, List<Double>> series) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(axis)
                .build();
        chart.getStyler().setXAxisLabelRotation(30);
        series.forEach((name, values) -> chart.addSeries(name, names, values));
        save(chart);
    }

    private void save(Chart<?, ?> chart) {
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, folder.resolve(name).toString(), VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
