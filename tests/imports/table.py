"""A spreadsheet of two people and a number of the group."""

TABLE = (
    "Full name,Also known as,DOB,Sex,Category,Role in the group,Mobile,Reg\n"
    "Barnaby Crickmere,Barney;The Finch,27/03/1988,M,Suspect,Principal,07700 900123,AB12 CDE\n"
    "Juniper Ashdown,,32228,female,convicted,Associate,,\n"
    ",,,,,,07700 900456,\n"
)
