package com.cruddur.api.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Who a request comes from, as far as the network tells. {@code X-Forwarded-For} can be written by anybody: it is
 * read from its end, and only as long as a trusted proxy has written what comes next.
 */
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** What a provider gives one customer (RFC 6177): whoever has one address has them all. */
    private static final int IP_V6_NETWORK_BYTES = 8;

    private final List<Network> trustedProxies;

    ClientAddress(List<Network> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    /** The address, of IPv6 its network of 64 bits. */
    String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        for (String forwarded : lastFirst(request)) {
            if (!isTrusted(address) || !Network.isAddress(forwarded)) {
                break;
            }
            address = forwarded;
        }
        return network(address);
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> lastFirst(HttpServletRequest request) {
        List<String> addresses = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
            for (String address : header.split(",", -1)) {
                addresses.add(address.strip());
            }
        }
        Collections.reverse(addresses);
        return addresses;
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            // An IPv4 address in IPv6's form comes back as IPv4.
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IP_V6_NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
