# SPDX-License-Identifier: GPL-3.0-or-later
# Which ports of other servers can be reached from this one. Listens on the ports itself for as long as it is told to, at
# most a minute; writes no file. The text stands between single quotes of a shell, so it has none.
# in:  listen PROTOCOL PORT | nonce TEXT | go   then   try ADDRESS PROTOCOL PORT | end   then the end of the input
# out: listening PROTOCOL PORT | busy PROTOCOL PORT | ready   then   open|refused|silent ADDRESS PROTOCOL PORT | done
use strict;
use warnings;
use Socket qw(:all);
use IO::Select;
use IO::Handle;
use Errno qw(EINPROGRESS ECONNREFUSED);
use Fcntl;

$| = 1;
alarm 60;
my ($nonce, %listeners, %accepted, @wanted) = ("");
my $select = IO::Select->new;

sub addressOf {
    my ($host, $port, $type) = @_;
    my ($problem, @found) = getaddrinfo($host, $port, { flags => AI_NUMERICHOST, socktype => $type });
    return $problem ? undef : $found[0];
}
sub socketFor {
    my ($family, $type) = @_;
    socket(my $socket, $family, $type, 0) or return undef;
    fcntl($socket, F_SETFL, O_NONBLOCK);
    return $socket;
}
# Both families where the system has both, on every address.
sub listenOn {
    my ($protocol, $port) = @_;
    my $type = $protocol eq "tcp" ? SOCK_STREAM : SOCK_DGRAM;
    my $count = 0;
    for my $family (AF_INET6, AF_INET) {
        my $socket = socketFor($family, $type) or next;
        setsockopt($socket, IPPROTO_IPV6, IPV6_V6ONLY, 1) if $family == AF_INET6;
        setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1) if $protocol eq "tcp";
        my $address = $family == AF_INET6 ? pack_sockaddr_in6($port, IN6ADDR_ANY) : pack_sockaddr_in($port, INADDR_ANY);
        next unless bind($socket, $address);
        next if $protocol eq "tcp" && !listen($socket, 64);
        $listeners{$socket} = [$socket, $protocol];
        $select->add($socket);
        ++$count if $family == AF_INET;
    }
    print $count ? "listening" : "busy", " $protocol $port\n";
}
# Answers only whoever knows the word of this run, and with no more than was sent.
sub serve {
    my ($socket, $protocol) = @{ $_[0] };
    if ($protocol eq "tcp") {
        if (accept(my $client, $socket)) { syswrite($client, "$nonce\n"); close $client; }
        return;
    }
    my $from = recv($socket, my $text, 512, 0);
    send($socket, $text, 0, $from) if defined $from && $text eq "ask $nonce";
}
sub begin {
    my ($host, $protocol, $port) = @_;
    my $try = { name => "$host $protocol $port", protocol => $protocol };
    my $address = addressOf($host, $port, $protocol eq "tcp" ? SOCK_STREAM : SOCK_DGRAM);
    my $socket = $address && socketFor($address->{family}, $address->{socktype});
    if (!$socket) { $try->{answer} = "silent"; return $try; }
    $try->{socket} = $socket;
    if (!connect($socket, $address->{addr}) && $! != EINPROGRESS) {
        $try->{answer} = $! == ECONNREFUSED ? "refused" : "silent";
    }
    return $try;
}
sub settle {
    my ($try, $answer) = @_;
    $try->{answer} = $answer;
    $select->remove($try->{socket});
    close $try->{socket};
}
# A connection that stands is open, whoever took it: the port may be in use there.
sub look {
    my ($try) = @_;
    my $socket = $try->{socket};
    if ($try->{protocol} eq "tcp") {
        my $problem = unpack("i", getsockopt($socket, SOL_SOCKET, SO_ERROR));
        settle($try, !$problem ? "open" : $problem == ECONNREFUSED ? "refused" : "silent");
        return;
    }
    my $from = recv($socket, my $text, 512, 0);
    if (!defined $from) { settle($try, $! == ECONNREFUSED ? "refused" : "silent"); }
    elsif ($text eq "ask $nonce") { settle($try, "open"); }
}
# So many at once that no limit on open files is met.
sub tryAll {
    while (@wanted) {
        my @tries = map { begin(@$_) } splice(@wanted, 0, 200);
        my $end = time + 4; # whole seconds, as more is not in the smallest perl
        my $again = 0;
        while (time < $end && grep { !$_->{answer} } @tries) {
            my @open = grep { !$_->{answer} } @tries;
            if (time >= $again) {
                for my $try (@open) { send($try->{socket}, "ask $nonce", 0) if $try->{protocol} eq "udp"; }
                $again = time + 1;
            }
            my $readable = IO::Select->new(map { $_->{socket} } grep { $_->{protocol} eq "udp" } @open);
            $readable->add($_->[0]) for values %listeners;
            my $writable = IO::Select->new(map { $_->{socket} } grep { $_->{protocol} eq "tcp" } @open);
            my ($read, $write) = IO::Select::select($readable, $writable, undef, 0.2);
            my %isReady = map { $_ => 1 } @{ $read // [] }, @{ $write // [] };
            for my $listener (values %listeners) { serve($listener) if $isReady{ $listener->[0] }; }
            for my $try (@open) { look($try) if $isReady{ $try->{socket} }; }
        }
        for my $try (@tries) { print $try->{answer} // "silent", " $try->{name}\n"; }
    }
    print "done\n";
}

my $input = "";
$select->add(\*STDIN);
while (1) {
    for my $handle ($select->can_read(5)) {
        if ($handle != \*STDIN) { serve($listeners{$handle}) if $listeners{$handle}; next; }
        sysread(STDIN, $input, 65536, length $input) or exit 0;
        while ($input =~ s/^([^\n]*)\n//) {
            my @words = split / /, $1;
            my $verb = shift @words // "";
            if ($verb eq "listen") { listenOn(@words); }
            elsif ($verb eq "nonce") { $nonce = $words[0]; }
            elsif ($verb eq "go") { print "ready\n"; }
            elsif ($verb eq "try") { push @wanted, [@words]; }
            elsif ($verb eq "end") { tryAll(); }
        }
    }
}
