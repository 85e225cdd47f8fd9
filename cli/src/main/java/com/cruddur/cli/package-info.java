@org.jspecify.annotations.NullMarked
package com.cruddur.cli;
