#pragma once

#include "allot/model/printed_table.hpp"

namespace allot::test {

// Tables as they were published, each with its source in published_tables.cpp.
PrintedTable bw_im_2018();
PrintedTable kitafinhg_6();
PrintedTable koenigstein();
PrintedTable eu_amif_2014();
PrintedTable eutbv_2021();
PrintedTable ustschl_2021();
PrintedTable gafinhg_5();

}  // namespace allot::test
