package com.cruddur.core.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds packages with fewer than 3 or more than 15 classes whose package-info gives no reason. The reason is a sentence
 * there that begins with {@value #FEW} or with {@value #MANY}.
 */
public final class PackageSizes {

    public static final String FEW = "Fewer than three classes:";
    public static final String MANY = "More than fifteen classes:";

    private static final int FEWEST = 3;
    private static final int MOST = 15;
    private static final Path SOURCES = Path.of("src/main/java");

    private PackageSizes() {}

    /**
     * Packages that break the rule, each with its number of classes; empty if all is well.
     *
     * @param classes of one module, whose directory is the current one
     * @param root the module's package: those outside it are left out
     */
    public static List<String> withoutReason(JavaClasses classes, String root) {
        Map<String, Long> sizes = classes.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(root + "."))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        return sizes.entrySet().stream()
                .filter(size -> size.getValue() < FEWEST && !says(size.getKey(), FEW)
                        || size.getValue() > MOST && !says(size.getKey(), MANY))
                .map(size -> size.getKey() + ": " + size.getValue())
                .toList();
    }

    private static boolean says(String name, String beginning) {
        Path info = SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java");
        try {
            // A formatter may have broken the line within the words.
            return Files.exists(info)
                    && Files.readString(info).replaceAll("[\\s*]+", " ").contains(beginning);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
