package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The address of a PostgreSQL database: {@code postgresql://user:password@host:port/name} or {@code jdbc:postgresql:…}. */
final class DatabaseUrl {

    private static final int TIMEOUT_SECONDS = 5;

    /** The user's part ends at the last {@code @}: passwords with odd characters need no encoding. */
    private static final Pattern URL = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>.*))?@)?(?<host>[^@/?]+)/(?<rest>[^@]*)");

    private static final Pattern SECRET_PARAMETER = Pattern.compile("(?i)([?&]password=)[^&]*");

    private DatabaseUrl() {}

    /**
     * Opens a connection per call.
     *
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}
     */
    static PGSimpleDataSource dataSource(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        Matcher matcher = URL.matcher(url);
        try {
            if (url.startsWith("jdbc:postgresql:")) {
                dataSource.setUrl(url);
            } else if (matcher.matches()) {
                dataSource.setUrl("jdbc:postgresql://" + matcher.group("host") + "/" + matcher.group("rest"));
                if (matcher.group("user") != null) {
                    dataSource.setUser(decode(matcher.group("user")));
                }
                if (matcher.group("password") != null) {
                    dataSource.setPassword(decode(matcher.group("password")));
                }
            } else {
                throw unreadable();
            }
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        dataSource.setConnectTimeout(TIMEOUT_SECONDS);
        dataSource.setLoginTimeout(TIMEOUT_SECONDS);
        dataSource.setApplicationName("cruddur");
        return dataSource;
    }

    /** The address without its password. */
    static String shown(String url) {
        Matcher matcher = URL.matcher(url);
        if (url.startsWith("jdbc:postgresql:") && !url.contains("@")) {
            return SECRET_PARAMETER.matcher(url).replaceAll("$1***");
        }
        if (!matcher.matches()) {
            return "(not readable)";
        }
        String user = matcher.group("user");
        return "postgresql://%s%s/%s"
                .formatted(
                        user == null ? "" : user + (matcher.group("password") == null ? "@" : ":***@"),
                        matcher.group("host"),
                        SECRET_PARAMETER.matcher(matcher.group("rest")).replaceAll("$1***"));
    }

    private static String decode(@Nullable String text) {
        String encoded = text == null ? "" : text;
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    private static CruddurException unreadable() {
        return new CruddurException(
                ErrorCode.MALFORMED_REQUEST,
                "The database address cannot be read: write postgresql://user:password@host:5432/database, with every"
                        + " / and % in the password as %2F and %25");
    }
}
