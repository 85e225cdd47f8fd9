package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The address of a service that is not at the target's own. */
final class Endpoint {

    static final String NAME = "endpoint-url";

    private Endpoint() {}

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for what is no address of HTTP */
    static URI of(Setting setting) {
        String text = setting.required("AWS_ENDPOINT_URL");
        try {
            URI address = new URI(text);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new CruddurException(
                ErrorCode.MALFORMED_REQUEST,
                "The address from " + setting.source() + " is '" + text + "': write it as http://localhost:8000");
    }

    /** Whether it is on this machine, without TLS. */
    static boolean isPlainLoopback(URI address) {
        return address.getScheme().equals("http")
                && Set.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost());
    }
}
