/** Lets this process's https calls reach the TLS front of tests; to be imported by tests alone. */
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
