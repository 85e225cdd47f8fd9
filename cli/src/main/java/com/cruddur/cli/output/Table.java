package com.cruddur.cli.output;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/**
 * Rows under headings, for people.
 *
 * @param rows each with as many cells as there are headings; what would steer a terminal is shown as an escape
 */
public record Table(List<String> headings, List<List<String>> rows) {

    private static final int GAP = 2;

    public Table {
        rows = rows.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
    }

    @Override
    public String toString() {
        Column[] columns = new Column[headings.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(width(i) + (i == 0 ? 0 : GAP), i == 0 ? 0 : GAP, Overflow.SPAN);
        }
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
        table.addRowValues(headings.toArray(String[]::new));
        rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
        return table.toString();
    }

    private int width(int column) {
        int longest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(longest, headings.get(column).length()) + 1;
    }

    /** A table of one column. */
    public static Table of(String heading, List<String> cells) {
        return new Table(List.of(heading), cells.stream().map(Arrays::asList).toList());
    }
}
