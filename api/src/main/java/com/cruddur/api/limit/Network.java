package com.cruddur.api.limit;

import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** A range of IP addresses, in CIDR notation (RFC 4632); an address alone is a range of one. */
record Network(String cidr, IpAddressMatcher matcher) {

    private static final Pattern IP_V4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");

    /** The binder of properties makes it from text. */
    public static Network valueOf(String cidr) {
        return new Network(cidr, new IpAddressMatcher(cidr));
    }

    /** @param address as digits: a name would be looked up in the DNS */
    boolean contains(String address) {
        return isAddress(address) && matcher.matches(address);
    }

    static boolean isAddress(String text) {
        return IP_V4.matcher(text).matches() || IP_V6.matcher(text).matches();
    }
}
