package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Words for a service that gave no answer: the SDK names neither host nor region. */
final class Unreachable {

    private Unreachable() {}

    /**
     * For the caller to throw.
     *
     * @param endpoint where it was called, if not at AWS's own address
     * @return the failure itself if it is no matter of the network
     */
    static RuntimeException explained(SdkClientException failure, String service, Setting endpoint, Setting region) {
        if (!isOfNetwork(failure)) {
            return failure;
        }
        String unknownHost = unknownHost(failure);
        String what;
        if (endpoint.isSet()) {
            what = unknownHost == null
                    ? "Nothing answers at %s (from %s): is the address right, and does the service run?"
                            .formatted(endpoint.shown(), endpoint.source())
                    : "There is no host %s: is the address %s (from %s) right?"
                            .formatted(unknownHost, endpoint.shown(), endpoint.source());
        } else {
            what = unknownHost == null
                    ? "%s does not answer in region %s (from %s): is a proxy, a VPN or a firewall in the way?"
                            .formatted(service, region.shown(), region.source())
                    : "There is no host %s: is the region %s (from %s) right, and is there a network?"
                            .formatted(unknownHost, region.shown(), region.source());
        }
        CruddurException explained = new CruddurException(ErrorCode.TEMPORARILY_UNAVAILABLE, what);
        explained.initCause(failure);
        return explained;
    }

    static boolean isOfNetwork(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException
                    || t instanceof ApiCallTimeoutException
                    || t instanceof ApiCallAttemptTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** Its message is the host, on some systems with a reason after it. */
    private static @Nullable String unknownHost(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException && t.getMessage() != null) {
                return t.getMessage().split(":", -1)[0];
            }
        }
        return null;
    }
}
