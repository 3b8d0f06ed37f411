# Perl's Business::Hours, asked as bench/peer-host.ts asks the others: orders on standard input, answers on standard
# output. Argument: the file with holidays and inputs. The time zone is that of the process.
use strict;
use warnings;
use Business::Hours;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

open my $file, '<', $ARGV[0] or die "$ARGV[0]: $!";
my @holidays = split ' ', scalar <$file>;
my @inputs = map { [split] } <$file>;
my %hours = map { $_ => { Name => $_, Start => '08:00', End => '17:00' } } 1 .. 5;

sub fresh {
    my $hours = Business::Hours->new();
    $hours->business_hours(%hours, holidays => [@holidays]);
    return $hours;
}

# Asked as the manual says: the hours of the whole time once, then as often as needed.
my ($adding, $measuring) = (fresh(), fresh());
my @ends = sort { $a <=> $b } map { @$_[0, 1] } @inputs;
$measuring->for_timespan(Start => $ends[0] / 1000, End => $ends[-1] / 1000);

my %ask = (
    between => sub { $measuring->between($_[0][0] / 1000, $_[0][1] / 1000) * 1000 },
    add     => sub { $adding->add_seconds($_[0][0] / 1000, $_[0][2] / 1000) * 1000 },
);

$| = 1;
while (my $order = <STDIN>) {
    my ($kind, $question, $first, $count) = split ' ', $order;
    my $ask = $ask{$question};
    if ($kind eq 'answer') {
        print join(' ', map { $ask->($inputs[$_]) } $first .. $first + $count - 1), "\n";
    } else {
        my $start = clock_gettime(CLOCK_MONOTONIC);
        $ask->($inputs[($first + $_) % @inputs]) for 0 .. $count - 1;
        printf "%d\n", (clock_gettime(CLOCK_MONOTONIC) - $start) * 1e9;
    }
}
