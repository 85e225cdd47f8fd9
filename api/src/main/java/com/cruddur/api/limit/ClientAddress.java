package com.cruddur.api.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who a request comes from, as far as the network tells. {@code X-Forwarded-For} can be written by anybody; each proxy
 * adds at its end whom it was asked by. So as many of the last entries are true as there are proxies of our own.
 */
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** IPv4 and IPv6 in digits, and nothing that would be looked up in the DNS. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int MAX_LENGTH = 45;

    /** What a provider gives one home (RFC 6177, section 2): whoever has one address has them all. */
    private static final int IP_V6_NETWORK_BYTES = 7;

    private final int proxies;

    ClientAddress(int proxies) {
        this.proxies = proxies;
    }

    /** The address, of IPv6 its network of 56 bits. A request that came past the proxies has that of its sender. */
    String of(HttpServletRequest request) {
        List<String> forwarded = proxies == 0 ? List.of() : forwarded(request);
        if (proxies == 0 || forwarded.size() < proxies) {
            return network(request.getRemoteAddr());
        }
        String address = forwarded.get(forwarded.size() - proxies);
        return network(isAddress(address) ? address : request.getRemoteAddr());
    }

    private static boolean isAddress(String text) {
        return text.length() <= MAX_LENGTH && ADDRESS.matcher(text).matches();
    }

    private static List<String> forwarded(HttpServletRequest request) {
        List<String> addresses = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
            for (String address : header.split(",", -1)) {
                addresses.add(address.strip());
            }
        }
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
